"""Entries by column: compact as an object, quick to load. A column of few different values holds numbers of values."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from chalicelib.catalogue.search.entries import Entry, read_entry
from chalicelib.catalogue.search.words import plain

FORMAT = 1
_EACH_ITS_OWN = ("item_code", "number", "name", "aliases", "keywords")
_SHARED = tuple(name for name in Entry._fields if name not in _EACH_ITS_OWN)


class Shared(NamedTuple):
    """A column of few different values: entry `n` has `values[rows[n]]`."""

    values: list[Any]
    rows: list[int]


class Columns(NamedTuple):
    """Entries in code order. `names`: name and aliases as they are compared, a line each; `pinyin` may be empty."""

    own: dict[str, list[Any]]
    shared: dict[str, Shared]
    names: list[str]
    words: list[str]
    pinyin: list[str]

    def entry(self, position: int) -> Entry:
        """One entry."""
        body = {name: column[position] for name, column in self.own.items()}
        shared = {name: column.values[column.rows[position]] for name, column in self.shared.items()}
        return read_entry({**body, **shared})

    def entries(self) -> Iterator[Entry]:
        """All of them."""
        return map(self.entry, range(len(self.names)))


def columns_of(entries: Sequence[Entry], pinyin: Sequence[str] = ()) -> Columns:
    """Put entries into columns; they are sorted by code already."""
    names = ["\n".join(map(plain, (entry.name, *entry.aliases))) for entry in entries]
    words = ["\n".join(map(plain, entry.keywords)) for entry in entries]
    return Columns(
        {name: [getattr(entry, name) for entry in entries] for name in _EACH_ITS_OWN},
        {name: _shared([getattr(entry, name) for entry in entries]) for name in _SHARED},
        names,
        words,
        list(pinyin) or [""] * len(entries),
    )


def encoded(columns: Columns, generation: int) -> bytes:
    """The index as an object. `generation` keeps two indexes apart that say the same at different times."""
    body = {**columns._asdict(), "format": FORMAT, "generation": generation}
    body["names"] = _where_different(columns.names, _as_written(columns))
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def decoded(data: bytes) -> Columns | None:
    """The columns in an object; None if it was written in another format."""
    body = json.loads(zlib.decompress(data))
    if body["format"] != FORMAT:
        return None
    shared = {name: Shared(*column) for name, column in body["shared"].items()}
    columns = Columns(body["own"], shared, [], body["words"], body["pinyin"])
    written = _as_written(columns)
    return columns._replace(names=[name or written[n] for n, name in enumerate(body["names"])])


def _as_written(columns: Columns) -> list[str]:
    own = columns.own
    return ["\n".join((name, *aliases)) for name, aliases in zip(own["name"], own["aliases"], strict=True)]


def _where_different(names: Sequence[str], written: Sequence[str]) -> list[str | None]:
    return [None if name == as_written else name for name, as_written in zip(names, written, strict=True)]


def _shared(column: Sequence[Any]) -> Shared:
    numbers: dict[Any, int] = {}
    rows = [numbers.setdefault(value, len(numbers)) for value in column]
    return Shared(list(numbers), rows)

"""The public list at one moment: the index, and over it what changed since it was built."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from chalicelib.catalogue.search.classes import Classes
from chalicelib.catalogue.search.columns import columns_of
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.masks import mask_of, positions


class Segment(NamedTuple):
    """An index, its classes, and which of its entries count."""

    within: Index
    classes: Classes
    alive: int

    def entries(self) -> Iterator[Entry]:
        """The entries that count, in code order."""
        return map(self.within.columns.entry, positions(self.alive))


Snapshot = tuple[Segment, ...]


def segment(index: Index, gone: Collection[str] = ()) -> Segment:
    """An index without the entries of some codes."""
    away = mask_of((n for n, code in enumerate(index.codes) if code in gone), index.size) if gone else 0
    return Segment(index, Classes(index), index.all & ~away)


def overlaid(built: Segment, pending: Mapping[str, Entry | None]) -> Snapshot:
    """`built` with what changed since: entries by code, None for one that was taken off."""
    if not pending:
        return (built,)
    fresh = [pending[code] for code in sorted(pending)]
    over = Index(columns_of([entry for entry in fresh if entry]))
    return built._replace(alive=segment(built.within, pending.keys()).alive), segment(over)

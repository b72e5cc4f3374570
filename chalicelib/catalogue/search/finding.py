"""A search: what fits the words, what passes the filters, in which order, and how many of each class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from chalicelib.catalogue.search import edits, matching, ranks
from chalicelib.catalogue.search.counting import Filters, Value, counted
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.masks import positions, union
from chalicelib.catalogue.search.matching import Found, merged
from chalicelib.catalogue.search.ranks import Key
from chalicelib.catalogue.search.snapshot import Segment, Snapshot
from chalicelib.catalogue.search.words import plain, subject_of, words_of

_GUESSED = (ranks.NEAR, ranks.NEAR_WITHIN)


class Hit(NamedTuple):
    """An entry, where it stands, and what it was found by; None without a query."""

    key: Key
    entry: Entry
    found_by: str | None


class Page(NamedTuple):
    """Part of what was found. `after`: where to go on, None at the end. `meant`: what a mistyped word stands for."""

    hits: tuple[Hit, ...]
    after: Key | None
    total: int
    facets: Mapping[str, tuple[Value, ...]]
    meant: str | None


def find(snapshot: Snapshot, query: str | None, filters: Filters, limit: int, after: Key | None = None) -> Page:
    """Return the hits after `after`, `limit` at most. Without a query everything, in code order."""
    words = None if query is None else words_of(query)
    found = _fitting(snapshot, words)
    kept = [_only(one, filters.passing(segment.classes)) for one, segment in zip(found, snapshot, strict=True)]
    placed = _placed(snapshot, kept, after, by_length=words is not None)
    hits = tuple(_hit(*each, asked=words is not None) for each in islice(placed, limit + 1))
    return Page(
        hits[:limit],
        hits[limit - 1].key if len(hits) > limit else None,
        sum(mask.bit_count() for one in kept for mask in one.values()),
        counted(snapshot, [union(one.values()) for one in found], filters),
        _meant(words, hits[0]) if words and hits else None,
    )


def _hit(key: Key, segment: Segment, position: int, *, asked: bool) -> Hit:
    return Hit(key, segment.within.columns.entry(position), ranks.title_of(key.rank) if asked else None)


def _fitting(snapshot: Snapshot, words: Sequence[str] | None) -> list[Found]:
    """What fits in each segment. Words as they are go before any guess, and one way of guessing before the next."""
    if words is None:
        return [{ranks.EXACT: segment.alive} for segment in snapshot]
    subject = subject_of(list(words)) or words
    asked = (words,) if subject == words else (words, subject)
    close = [merged(*(matching.near(segment.within, one) for one in asked)) for segment in snapshot]
    for stage in matching.STAGES:
        for one in asked:
            found = [_only(stage(segment.within, one), segment.alive) for segment in snapshot]
            if any(found):
                return _with(found, close, snapshot)
    return _with([{} for _ in snapshot], close, snapshot)


def _with(found: Sequence[Found], close: Sequence[Found], snapshot: Snapshot) -> list[Found]:
    return [
        merged(one, _only(other, segment.alive)) for one, other, segment in zip(found, close, snapshot, strict=True)
    ]


def _placed(
    snapshot: Snapshot, found: Sequence[Found], after: Key | None, *, by_length: bool
) -> Iterator[tuple[Key, Segment, int]]:
    for rank in sorted({rank for one in found for rank in one}):
        if after and rank < after.rank:
            continue
        here = [
            (Key(rank, segment.within.lengths[n] if by_length else 0, segment.within.codes[n]), segment, n)
            for segment, one in zip(snapshot, found, strict=True)
            for n in positions(one.get(rank, 0))
        ]
        here.sort(key=lambda each: each[0])
        yield from (each for each in here if after is None or each[0] > after)


def _only(found: Found, among: int) -> Found:
    return {rank: left for rank, mask in found.items() if (left := mask & among)}


def _meant(words: Sequence[str], best: Hit) -> str | None:
    """What was meant, if the best hit was found only by taking one character for wrong."""
    if best.key.rank not in _GUESSED:
        return None
    names = [plain(name) for name in (best.entry.name, *best.entry.aliases)]
    for sought in ("".join(words), "".join(subject_of(list(words)))):
        parts = (edits.nearest_part(name, sought) for name in names if sought)
        if part := next(filter(None, parts), None):
            return part
    return None

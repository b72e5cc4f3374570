"""Counting what passes a filter, in the index as it lies in memory: no entry is put together for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.masks import positions
from chalicelib.catalogue.search.snapshot import Segment, Snapshot
from chalicelib.catalogue.views.statistics import Counted


def counts(snapshot: Snapshot, filters: Filters) -> Counter[Counted]:
    """How many of the items that pass are of each kind."""
    found: Counter[Counted] = Counter()
    for segment in snapshot:
        for rows, number in _kinds(segment, filters).items():
            found[Counted(*_values(segment, rows))] += number
    return found


def _kinds(segment: Segment, filters: Filters) -> Counter[tuple[int, ...]]:
    columns = [segment.within.columns.shared[name].rows for name in Counted._fields]
    passing = positions(segment.alive & filters.passing(segment.classes))
    return Counter(tuple(column[position] for column in columns) for position in passing)


def _values(segment: Segment, rows: tuple[int, ...]) -> Iterator[Any]:
    for name, row in zip(Counted._fields, rows, strict=True):
        value = segment.within.columns.shared[name].values[row]
        yield tuple(value) if isinstance(value, list) else value

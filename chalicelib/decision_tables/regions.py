"""The regions of a column: between the values that its cells name, no cell changes its answer.

A region is told by one value in it. Only what may come in counts: numbers that a double can hold, days of the
calendar, the values that the column declares.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from chalicelib.decision_tables.tables import Input, Row
from chalicelib.decision_tables.values import MAX_NUMBER, Kind, Value

_GREATEST = MAX_NUMBER - 1
_MOST_DECIMALS = 17


def representatives(column: Input, rows: Sequence[Row], at: int) -> list[Any]:
    """One value for each region of the column at `at`, in order: those that its cells name, one between and beyond."""
    if column.values:
        return sorted(column.values)
    named: set[Any] = {value for row in rows for value in row.cells[at].mentioned()}
    if column.kind is Kind.BOOLEAN:
        return [False, True]
    if column.kind is Kind.STRING:
        return sorted({*named, _unnamed(named)})
    if column.kind is Kind.DATE:
        return sorted({day for value in named for day in _days_around(value)} or {date(2026, 1, 1)})
    return list(_numbers_around(sorted(named)))


def classes(column: Input, rows: Sequence[Row], at: int) -> dict[int, Value]:
    """The sets of rows whose cells in the column can hold together, as bits, each with a value for which they do.

    A row's answer is looked up only where the row itself names a value: elsewhere it is what it was before.
    """
    values = representatives(column, rows, at)
    turns: dict[int, int] = {}
    for bit, row in enumerate(rows):
        held = False
        for turn in sorted({0, *_turns(values, row, at)} - {len(values)}):
            holds = row.cells[at].holds(values[turn])
            if holds != held:
                turns[turn] = turns.get(turn, 0) ^ (1 << bit)
            held = holds
    found: dict[int, Value] = {}
    together = 0
    for place, value in enumerate(values):
        together ^= turns.get(place, 0)
        found.setdefault(together, value)
    return found


def _turns(values: Sequence[Any], row: Row, at: int) -> Iterator[int]:
    for value in row.cells[at].mentioned():
        yield bisect_left(values, value)
        yield bisect_right(values, value)


def _unnamed(named: set[str]) -> str:
    other = "other"
    while other in named:
        other += "'"
    return other


def _days_around(day: date) -> Iterator[date]:
    if day > date.min:
        yield day - timedelta(days=1)
    yield day
    if day < date.max:
        yield day + timedelta(days=1)


def _numbers_around(points: Sequence[int | float]) -> Iterator[int | float]:
    if not points:
        yield 0
        return
    if points[0] > -_GREATEST:
        yield max(math.ceil(points[0]) - 1, -_GREATEST)
    for low, high in pairwise(points):
        yield low
        yield from _between(low, high)
    yield points[-1]
    if points[-1] < _GREATEST:
        yield min(math.floor(points[-1]) + 1, _GREATEST)


def _between(low: int | float, high: int | float) -> Iterator[int | float]:
    """The number with the fewest decimals between two; none if no double lies there."""
    middle = (Fraction(low) + Fraction(high)) / 2
    for decimals in range(_MOST_DECIMALS):
        near = float(round(middle, decimals))
        if low < near < high:
            yield int(near) if near.is_integer() else near
            return
    beside = math.nextafter(low, math.inf)
    if beside < high:
        yield beside

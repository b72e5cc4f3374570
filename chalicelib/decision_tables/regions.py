"""The regions of a column: between the values that its cells name, no cell changes its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from chalicelib.decision_tables.tables import Input, Row
from chalicelib.decision_tables.values import Kind, Value


def representatives(column: Input, rows: tuple[Row, ...], at: int) -> Iterator[Value | Fraction]:
    """One value for each region of a column: those that its cells name, and one between and beyond them."""
    if column.values:
        yield from column.values
        return
    named: set[Any] = {value for row in rows for value in row.cells[at].mentioned()}
    if column.kind is Kind.BOOLEAN:
        yield from (True, False)
    elif column.kind is Kind.STRING:
        yield from (*sorted(named), _unnamed(named))
    elif column.kind is Kind.DATE:
        yield from sorted({day for value in named for day in _days_around(value)} or {date(2026, 1, 1)})
    else:
        yield from _numbers_around(sorted(map(Fraction, named)))


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


def _numbers_around(points: list[Fraction]) -> Iterator[Fraction]:
    if not points:
        yield Fraction(0)
        return
    yield points[0] - 1
    for low, high in pairwise(points):
        yield from (low, (low + high) / 2)
    yield from (points[-1], points[-1] + 1)

"""Whether one period can end after another on some date, over every date that the calendar of working days knows.

Units differ, so only dates tell: 11 working days from before a Spring Festival end after 15 natural ones. For years
whose holidays are not published yet a month counts as its shortest or longest, and no run of days is taken to hold
fewer working days than every run of its length since 2004, 2020 with its prolonged Spring Festival among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chalicelib.catalogue.rules import Unit
from chalicelib.deadlines.service import CalendarNotPublished, due_on, shipped

_HOURS_A_DAY = 24
_LEAP_CYCLE = tuple(date(2020 + years, month, day) for years in range(4) for month in range(1, 13) for day in (1, 28))


class Period(NamedTuple):
    """So many of a unit."""

    value: int
    unit: str


class Later(NamedTuple):
    """That one period ends after another: set going on `start`, on `ends` and not by `due`. No dates: it may."""

    start: date | None = None
    ends: date | None = None
    due: date | None = None


def later(parts: Sequence[Period], limit: Period) -> Later | None:
    """Whether `parts`, one after the other, can end after `limit`; None if they never do."""
    return _later(tuple(parts), limit)


@lru_cache(maxsize=512)
def _later(parts: tuple[Period, ...], limit: Period) -> Later | None:
    if Unit.NONE in {limit.unit, *(part.unit for part in parts)}:
        return None
    total = sum(_as_days(part) if part.unit != limit.unit else part.value for part in parts)
    if all(part.unit == limit.unit for part in parts):
        if total <= limit.value:
            return None
    elif limit.unit == Unit.WORKING_DAYS and total <= limit.value and Unit.MONTHS not in {part.unit for part in parts}:
        return None  # no day of any other unit lasts longer than a working day
    return _on_some_date(parts, limit) or _in_other_years(parts, limit)


def _on_some_date(parts: tuple[Period, ...], limit: Period) -> Later | None:
    due_by = _least(limit)
    for start in _starts():
        try:
            ends, due = _ends(parts, start), _due(due_by, start)
        except CalendarNotPublished:
            break
        if ends > due:
            return Later(start, ends, due)
    return None


def _in_other_years(parts: tuple[Period, ...], limit: Period) -> Later | None:
    """With months as days: their shortest for the limit, their longest for what must keep it."""
    if Unit.MONTHS not in {limit.unit, *(part.unit for part in parts)} or {limit.unit} == {p.unit for p in parts}:
        return None
    longest = tuple(Period(max(_lengths(p.value)), Unit.DAYS) if p.unit == Unit.MONTHS else p for p in parts)
    shortest = Period(min(_lengths(limit.value)), Unit.DAYS) if limit.unit == Unit.MONTHS else limit
    return Later() if _on_some_date(longest, shortest) else None


def _lengths(months: int) -> Iterator[int]:
    for start in _LEAP_CYCLE:
        end = due_on(start, months, Unit.MONTHS, rolls=False)
        yield (end - start).days if end else 0


def _least(limit: Period) -> Period:
    """Hours of a limit run from any hour of the day: only whole days before the last are sure."""
    return Period(limit.value // _HOURS_A_DAY - 1, Unit.HOURS) if limit.unit == Unit.HOURS else limit


def _due(limit: Period, start: date) -> date:
    if limit.unit == Unit.HOURS:
        return date.fromordinal(start.toordinal() + limit.value)
    return _ends((limit,), start)


def _ends(parts: tuple[Period, ...], start: date) -> date:
    for part in parts:
        start = due_on(start, part.value, part.unit) or start
    return start


def _starts() -> Iterator[date]:
    calendar = shipped()
    return (date.fromordinal(day) for day in range(calendar.first, calendar.last + 1))


def _as_days(part: Period) -> int:
    return -(-part.value // _HOURS_A_DAY) if part.unit == Unit.HOURS else part.value

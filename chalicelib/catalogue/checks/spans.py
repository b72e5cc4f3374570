"""Whether one period can end after another on some date, over every date that the calendar of working days knows.

That is the shipped one where none is given. Units differ, so only dates tell: 11 working days from before a Spring
Festival end after 15 natural ones. For years whose holidays are not published yet a month counts as its shortest or
longest, and no run of days is taken to hold fewer working days than every run of its length since 2004, 2020 with its
prolonged Spring Festival among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chalicelib.catalogue.rules import Unit
from chalicelib.deadlines.service import Calendar, CalendarNotPublished, due_on, shipped

_HOURS_A_DAY = 24
_LEAP_CYCLE = tuple(date(2020 + years, month, day) for years in range(4) for month in range(1, 13) for day in (1, 28))


class Period(NamedTuple):
    """So many of a unit; `rolls`: an end on a day off is the next working day."""

    value: int
    unit: str
    rolls: bool = True


class Later(NamedTuple):
    """One period ends after another: set going on `start`, on `ends` and not by `due`.

    No dates: they are too long for the calendar, which cannot tell.
    """

    start: date | None = None
    ends: date | None = None
    due: date | None = None


def later(parts: Sequence[Period], limit: Period, calendar: Calendar | None = None) -> Later | None:
    """When `parts`, one after the other, last ended after `limit`; None if they never did."""
    return _later(tuple(parts), limit, calendar or shipped())


def perhaps_later(part: Period, limit: Period, calendar: Calendar | None = None) -> bool:
    """Whether that could be in years to come: a month is taken for its longest, or for its shortest as the limit."""
    if Unit.MONTHS not in (part.unit, limit.unit) or part.unit == limit.unit:
        return False
    return _later((_in_days(part, max),), _in_days(limit, min), calendar or shipped()) is not None


@lru_cache(maxsize=512)
def _later(parts: tuple[Period, ...], limit: Period, calendar: Calendar) -> Later | None:
    units = {part.unit for part in parts}
    if Unit.NONE in {limit.unit, *units} or units == {Unit.NOW} or _plainly_within(parts, limit):
        return None
    due_by = _least(limit)
    compared = False
    for start in _starts(calendar):
        try:
            ends, due = _ends(parts, start, calendar), _due(due_by, start, calendar)
        except CalendarNotPublished:
            continue
        compared = True
        if ends > due:
            return Later(start, ends, due)
    return None if compared else Later()


def _plainly_within(parts: tuple[Period, ...], limit: Period) -> bool:
    """By the numbers alone: of one unit, or against working days, than which no day of another unit is longer."""
    units = {part.unit for part in parts}
    comparable = units == {limit.unit} or (limit.unit == Unit.WORKING_DAYS and Unit.MONTHS not in units)
    as_they_are = units == {limit.unit}
    if not limit.rolls and any(part.rolls for part in parts):
        return False
    return comparable and sum(part.value if as_they_are else _as_days(part) for part in parts) <= limit.value


def _in_days(period: Period, of: Callable[[Iterator[int]], int]) -> Period:
    return Period(of(_lengths(period.value)), Unit.DAYS, period.rolls) if period.unit == Unit.MONTHS else period


def _lengths(months: int) -> Iterator[int]:
    for start in _LEAP_CYCLE:
        end = due_on(start, months, Unit.MONTHS, rolls=False)
        yield (end - start).days if end else 0


def _least(limit: Period) -> Period:
    """Hours of a limit run from any hour of the day: only whole days before the last are sure."""
    return Period(limit.value // _HOURS_A_DAY - 1, Unit.HOURS) if limit.unit == Unit.HOURS else limit


def _due(limit: Period, start: date, calendar: Calendar) -> date:
    if limit.unit == Unit.HOURS:
        return date.fromordinal(start.toordinal() + limit.value)
    return _ends((limit,), start, calendar)


def _ends(parts: tuple[Period, ...], start: date, calendar: Calendar) -> date:
    for part in parts:
        start = due_on(start, part.value, part.unit, rolls=part.rolls, calendar=calendar) or start
    return start


def _starts(calendar: Calendar) -> Iterator[date]:
    return (date.fromordinal(day) for day in range(calendar.last, calendar.first - 1, -1))


def _as_days(part: Period) -> int:
    return -(-part.value // _HOURS_A_DAY) if part.unit == Unit.HOURS else part.value

"""When a period ends (期限届满): 民法典 Arts. 200-204, 行政许可法 Art. 82."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from chalicelib.deadlines.calendars import Calendar, CalendarNotPublished, shipped

_HOURS_A_DAY, _MONTHS_A_YEAR = 24, 12


def due_on(start: date, n: int, unit: str, *, rolls: bool = True, calendar: Calendar | None = None) -> date | None:
    """Return the last day of a period that nothing interrupts; units, and what it raises, as `service.due_on`."""
    if unit == "NONE":
        return None
    if n < 0:
        raise ValueError(f"a period of {n} units")
    if unit == "NOW" or n == 0:
        return start
    if unit == "WD":
        return (calendar or shipped()).working_after(start, n)
    try:
        last = _last(start, n, unit)
    except OverflowError as beyond:
        raise CalendarNotPublished(MAXYEAR) from beyond
    return (calendar or shipped()).working_from(last) if rolls and unit != "H" else last


def working_days_between(start: date, end: date, *, calendar: Calendar | None = None) -> int:
    """Return how many working days come after `start` up to and including `end`; below zero if `end` is earlier.

    So many are left on `start` of a period that ends on `end`, and a period is over by so many less than none.
    Raises CalendarNotPublished where one of the two is in no calendar, unless they are the same day.
    """
    return 0 if start == end else (calendar or shipped()).working_between(start, end)


def days_left(today: date, due: date, *, calendar: Calendar | None = None) -> int:
    """Return the working days left on `today`: 0, it is due today; -2, it is overdue by two. Raises as above."""
    return working_days_between(today, due, calendar=calendar)


def _last(start: date, n: int, unit: str) -> date:
    if unit == "D":
        return start + timedelta(days=n)
    if unit == "M":
        return _months_after(start, n)
    if unit == "H":
        return start + timedelta(days=-(-n // _HOURS_A_DAY))
    raise ValueError(f"unknown unit {unit!r}")


def _months_after(start: date, n: int) -> date:
    """The corresponding day, or the month's last where it has none (Art. 202)."""
    years, month = divmod(start.month - 1 + n, _MONTHS_A_YEAR)
    year, month = start.year + years, month + 1
    if year > MAXYEAR:
        raise OverflowError(year)
    return date(year, month, min(start.day, monthrange(year, month)[1]))

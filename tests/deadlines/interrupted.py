"""Interrupted periods, told the slow way: the days that do not count are a set, and one walks day by day."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, timedelta

from chalicelib.deadlines.service import Pause
from tests.deadlines.oracle import ONE_DAY, is_working, months_after, rolled


def stopped_days(pauses: Iterable[Pause]) -> set[date]:
    days: set[date] = set()
    for pause in pauses:
        day, last = pause.after, min(one for one in (pause.through, pause.cap) if one)
        while day < last:
            day += ONE_DAY
            days.add(day)
    return days


def due(start: date, n: int, unit: str, stopped: Set[date], *, rolls: bool = True) -> date:
    if unit == "WD":
        return _working_days(start, n, stopped)
    return _natural_days(start, length(start, n, unit), stopped, rolls=rolls and unit != "H")


def length(start: date, n: int, unit: str) -> int:
    """How many days of its kind such a period has."""
    return {"WD": n, "D": n, "H": (n + 23) // 24, "M": (months_after(start, n) - start).days}[unit]


def _working_days(start: date, n: int, stopped: Set[date]) -> date:
    day = start
    while n:
        day += ONE_DAY
        n -= is_working(day) and day not in stopped
    while day + ONE_DAY in stopped:  # announced on the last day or before
        while day + ONE_DAY in stopped:
            day += ONE_DAY
        day = rolled(day)
    return day


def _natural_days(start: date, n: int, stopped: Set[date], *, rolls: bool) -> date:
    day = start
    while n:
        day += ONE_DAY
        n -= day not in stopped
    while True:
        end = rolled(day) if rolls else day
        paused = [day + timedelta(days=i) for i in range(1, (end - day).days + 2) if day + timedelta(days=i) in stopped]
        if not paused:
            return end
        day = paused[0]
        while day + ONE_DAY in stopped:
            day += ONE_DAY

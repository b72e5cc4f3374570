"""The same rules, told the slow way: walk day by day over the list of rest days as it was handed to us."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)


class Unknown(Exception):
    """A day outside the list was needed."""


@lru_cache(maxsize=1)
def listed() -> dict[date, str]:
    with (ROOT / "fixtures" / "deadlines" / "rest_days_2004_2026.csv").open(encoding="utf-8") as rows:
        return {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(rows)}


def is_working(day: date) -> bool:
    if not FIRST <= day <= LAST:
        raise Unknown(day)
    kind = listed().get(day)
    return day.weekday() < 5 if kind is None else kind == "makeup_workday"


def working_days_after(day: date, n: int) -> date:
    while n:
        day += ONE_DAY
        n -= is_working(day)
    return day


def working_days_between(start: date, end: date) -> int:
    if end < start:
        return -working_days_between(end, start)
    if end != start and start != FIRST - ONE_DAY:
        is_working(start)  # both must be known, or what comes after the first one
    days = 0
    while start < end:
        start += ONE_DAY
        days += is_working(start)
    return days


def rolled(day: date) -> date:
    while not is_working(day):
        day += ONE_DAY
    return day


def months_after(day: date, n: int) -> date:
    wanted = (day.year * 12 + day.month - 1 + n) % 12 + 1
    first = date(day.year + (day.month - 1 + n) // 12, wanted, 1)
    found = first + (day.day - 1) * ONE_DAY
    while found.month != wanted:
        found -= ONE_DAY
    return found

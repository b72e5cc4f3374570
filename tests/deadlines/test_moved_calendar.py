"""A calendar that moved: whatever a city announces, a due date is the one that one walks to over those days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.service import CalendarNotPublished, CityCalendars, due_on, explain, working_days_between
from tests.deadlines import oracle

DIVISION = "530102000000"
IN_2026 = st.dates(date(2026, 1, 1), oracle.LAST)
TOLD = st.lists(st.dictionaries(IN_2026, st.booleans(), max_size=12), max_size=3)
CLOSED = st.lists(st.tuples(IN_2026, st.integers(0, 20)), max_size=2)


def notice(days: Mapping[date, bool]) -> dict[str, Any]:
    off, working = ([str(day) for day, works in days.items() if works is kind] for kind in (False, True))
    return {"year": 2026, "notice": "示例", "periods": [{"name": "国庆节", "off": off, "working": working}]}


def closure(first: date, length: int) -> dict[str, str]:
    last = first + timedelta(days=length)
    return {"division_code": "530100000000", "from": str(first), "to": str(last), "reason": "示例", "basis": "示例"}


def walked(start: date, n: int, works: Callable[[date], bool]) -> date:
    while n:
        start += oracle.ONE_DAY
        n -= works(start)
    return start


@given(IN_2026, st.integers(1, 60), TOLD, CLOSED)
def test_a_due_date_follows_whatever_was_announced(
    start: date, n: int, told: list[dict[date, bool]], closed: list[tuple[date, int]]
) -> None:
    moved = {day: works for days in told for day, works in days.items()}
    shut = {first + timedelta(days=day) for first, length in closed for day in range(length + 1)}

    def works(day: date) -> bool:
        return (moved[day] if day in moved else oracle.is_working(day)) and day not in shut

    calendar = CityCalendars([notice(days) for days in told], [closure(*one) for one in closed]).of(DIVISION)
    try:
        expected = walked(start, n, works)
    except oracle.Unknown:
        with pytest.raises(CalendarNotPublished):
            due_on(start, n, "WD", calendar=calendar)
        return
    assert due_on(start, n, "WD", calendar=calendar) == expected
    assert working_days_between(start, expected, calendar=calendar) == n
    days = explain(start, n, "WD", calendar=calendar).days
    assert [day.on for day in days if day.number] == [day.on for day in days if works(day.on)]
    assert {day.on for day in days if day.why == "closure"} <= shut

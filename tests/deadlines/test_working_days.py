"""Due dates: the worked ones, and the same as walking day by day gives."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines import working_days
from chalicelib.deadlines.calendars import shipped
from chalicelib.deadlines.service import CalendarNotPublished, due_on, read_calendar, working_days_between
from tests.deadlines import oracle

VECTORS = json.loads((oracle.ROOT / "fixtures" / "deadlines" / "vectors.json").read_text(encoding="utf-8"))["due"]
DAYS = st.dates(oracle.FIRST - timedelta(days=3), oracle.LAST)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['accepted']} {v['n']}{v['unit']}")
def test_a_worked_due_date(vector: dict[str, Any]) -> None:
    accepted = date.fromisoformat(vector["accepted"])
    assert due_on(accepted, vector["n"], vector["unit"]) == date.fromisoformat(vector["due"])
    if "raw_last_day" in vector:
        raw = due_on(accepted, vector["n"], vector["unit"], rolls=False)
        assert raw == date.fromisoformat(vector["raw_last_day"])


def test_every_day_of_the_calendar_is_what_the_list_says() -> None:
    calendar, day = shipped(), oracle.FIRST
    while day <= oracle.LAST:
        assert calendar.is_working_day(day) == oracle.is_working(day), day
        day += oracle.ONE_DAY


@given(start=DAYS, n=st.integers(1, 400))
def test_working_days_are_those_that_one_walks(start: date, n: int) -> None:
    same_or_unknown(lambda: oracle.working_days_after(start, n), start, n, "WD")


@given(start=DAYS, n=st.integers(1, 400))
def test_natural_days_end_on_a_working_day(start: date, n: int) -> None:
    same_or_unknown(lambda: oracle.rolled(start + timedelta(days=n)), start, n, "D")
    assert due_on(start, n, "D", rolls=False) == start + timedelta(days=n)


@given(start=DAYS, n=st.integers(1, 30))
def test_months_end_on_the_corresponding_day(start: date, n: int) -> None:
    same_or_unknown(lambda: oracle.rolled(oracle.months_after(start, n)), start, n, "M")
    assert due_on(start, n, "M", rolls=False) == oracle.months_after(start, n)


@given(start=st.dates(oracle.FIRST, oracle.LAST), days=st.integers(-300, 300))
def test_working_days_between_two_days_are_those_that_one_walks(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    try:
        walked = oracle.working_days_between(start, end)
    except oracle.Unknown:
        with pytest.raises(CalendarNotPublished):
            working_days_between(start, end)
    else:
        assert working_days_between(start, end) == walked
        assert working_days_between(end, start) == -walked


@given(start=st.dates(oracle.FIRST, date(2025, 1, 1)), n=st.integers(1, 100))
def test_as_many_working_days_are_left_as_the_period_has(start: date, n: int) -> None:
    end = due_on(start, n, "WD")
    assert end is not None
    assert working_days_between(start, end) == n


def test_of_a_day_that_no_calendar_knows_only_the_day_itself_is_told() -> None:
    beyond = date(2027, 3, 1)
    assert working_days_between(beyond, beyond) == 0
    for start, end in ((date(2026, 12, 30), beyond), (beyond, date(2026, 12, 30))):
        with pytest.raises(CalendarNotPublished):
            working_days_between(start, end)
    assert working_days_between(oracle.FIRST - oracle.ONE_DAY, date(2004, 1, 2)) == 1


def same_or_unknown(walk: Any, start: date, n: int, unit: str) -> None:
    try:
        expected = walk()
    except oracle.Unknown:
        with pytest.raises(CalendarNotPublished):
            due_on(start, n, unit)
    else:
        assert due_on(start, n, unit) == expected


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-12-15", 1, "2026-01-15")],
)
def test_a_month_without_such_a_day_ends_on_its_last(start: str, n: int, due: str) -> None:
    assert due_on(date.fromisoformat(start), n, "M") == date.fromisoformat(due)


@pytest.mark.parametrize(("n", "days"), [(1, 1), (24, 1), (25, 2), (48, 2)])
def test_hours_run_from_the_act_and_through_days_off(n: int, days: int) -> None:
    saturday = date(2026, 11, 21)
    assert due_on(saturday, n, "H") == saturday + timedelta(days=days)


def test_at_once_is_the_day_itself_and_no_limit_has_no_day() -> None:
    day = date(2031, 5, 1)
    assert due_on(day, 0, "NOW") == day == due_on(day, 0, "WD")
    assert due_on(day, 0, "NONE") is None


@pytest.mark.parametrize(("n", "unit"), [(-1, "WD"), (-1, "D"), (1, "weeks"), (1, "")])
def test_what_is_no_period_is_refused(n: int, unit: str) -> None:
    with pytest.raises(ValueError, match=r"period|unit"):
        due_on(date(2026, 1, 5), n, unit)


@pytest.mark.parametrize(
    ("start", "n", "unit", "year"),
    [
        (date(2026, 12, 31), 1, "WD", 2027),
        (date(2026, 12, 31), 5, "WD", 2027),
        (date(2026, 12, 30), 2, "WD", 2027),
        (date(2026, 12, 31), 1, "D", 2027),
        (date(2026, 11, 21), 2, "M", 2027),
        (date(2031, 7, 1), 3, "WD", 2031),
        (date(1999, 7, 1), 3, "WD", 1999),
        (date(2026, 12, 1), 10_000, "WD", 2027),
        (date(9999, 12, 1), 40, "D", 9999),
        (date(9999, 12, 1), 1, "M", 9999),
        (date(9999, 12, 31), 1, "WD", 9999),
    ],
)
def test_a_year_without_a_notice_is_never_guessed(start: date, n: int, unit: str, year: int) -> None:
    with pytest.raises(CalendarNotPublished) as refused:
        due_on(start, n, unit)
    assert refused.value.year == year


def test_a_later_notice_makes_a_year_known() -> None:
    """The next year's days are data: the same function with another calendar (this one is invented)."""
    notice = {"notices": [], "periods": [{"name": "元旦", "off": ["01-01/01-03"], "working": []}]}
    calendar = read_calendar({"version": "invented", "years": {"2027": notice}})
    assert due_on(date(2026, 12, 31), 1, "WD", calendar=calendar) == date(2027, 1, 4)


def test_a_calendar_with_a_gap_is_refused() -> None:
    year: dict[str, Any] = {"notices": [], "periods": []}
    with pytest.raises(ValueError, match="gaps"):
        read_calendar({"version": "1", "years": {"2026": year, "2028": year}})


def test_a_due_date_takes_no_time() -> None:
    shipped()
    rounds, start = 2000, date(2026, 2, 13)
    began = time.process_time()
    for _ in range(rounds):
        due_on(start, 45, "WD")
        due_on(start, 60, "D")
    assert (time.process_time() - began) / rounds / 2 < 20e-6


def test_reckoning_a_day_loads_nothing_else() -> None:
    """Acceptance does it at its cold start, by the calendar of a city that has published none of its own."""
    probe = (
        "import sys\nfrom datetime import date\nfrom tests.configuration.memory import MemoryConfiguration\n"
        "from tests.fakes import FakeClock\nfrom chalicelib.configuration.service import ConfigurationService\n"
        "document = ConfigurationService(MemoryConfiguration(), FakeClock()).document('calendar')\n"
        "from chalicelib.deadlines.service import due_on, working_days_between\n"
        "due_on(date(2026, 2, 13), 5, 'WD')\nworking_days_between(date(2026, 2, 13), date(2026, 3, 1))\n"
        "ours = ('chalicelib.deadlines.', 'chalicelib.configuration.calendar_document')\n"
        "print(*sorted(name for name in sys.modules if name.startswith(ours)), document.notices, document.closures)"
    )
    found = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=oracle.ROOT)
    modules = (f"chalicelib.deadlines.{name}" for name in ("calendars", "service", "working_days"))
    assert found.stdout.split() == [*modules, "()", "()"]


def test_a_period_without_a_pause_ends_the_same_by_either_door() -> None:
    for row in VECTORS:
        start, n, unit = date.fromisoformat(row["accepted"]), row["n"], row["unit"]
        assert working_days.due_on(start, n, unit) == due_on(start, n, unit)

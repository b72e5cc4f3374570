"""Which civil date an instant has in Asia/Shanghai, wherever the server stands, and that a date never shifts."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.service import days_left, due_on
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.due import beginning_of, end_of
from tests.deadlines.oracle import ROOT

SUMMERS = st.one_of([st.dates(date(year, 4, 1), date(year, 9, 30)) for year in range(1986, 1992)])
PROBE = """
import json
from datetime import UTC, date, datetime
from chalicelib.deadlines.service import due_on
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.due import end_of
instants = [datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC)]
accepted = [civil_date(instant) for instant in instants]
print(json.dumps([[str(day), str(due_on(day, 5, "WD")), end_of(due_on(day, 5, "WD"))] for day in accepted]))
"""


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-20T15:59:59Z", date(2026, 11, 20)),
        ("2026-11-20T16:00:00Z", date(2026, 11, 21)),
        ("2026-11-21T15:59:59Z", date(2026, 11, 21)),
        ("2026-12-31T15:59:59Z", date(2026, 12, 31)),
        ("2025-12-31T16:00:00Z", date(2026, 1, 1)),
    ],
)
def test_the_date_of_an_instant_is_that_of_shanghai(instant: str, day: date) -> None:
    assert civil_date(from_rfc3339(instant)) == day


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_no_server_dates_an_act_by_its_own_clock(zone: str) -> None:
    """The last second before midnight and the first one after it: two dates of acceptance, one due date."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE],
        env={"TZ": zone, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    due = ["2026-11-27", "2026-11-27T16:00:00.000Z"]
    assert json.loads(ran.stdout) == [["2026-11-20", *due], ["2026-11-21", *due]]


@given(st.dates(date(2004, 1, 1), date(2026, 12, 30)))
def test_a_day_ends_where_the_next_one_begins(day: date) -> None:
    end = from_rfc3339(end_of(day))
    assert end_of(day) == beginning_of(day + timedelta(days=1))
    assert civil_date(end - timedelta(microseconds=1)) == day
    assert civil_date(end) == day + timedelta(days=1)


@given(SUMMERS, st.integers(0, 400))
def test_summer_time_shifts_no_date(day: date, n: int) -> None:
    """From 1986 to 1991 clocks in China went forward in summer: dates are not reckoned through instants."""
    assert due_on(day, n, "D", rolls=False) == day + timedelta(days=n)
    assert due_on(day, 24 * n, "H") == day + timedelta(days=n)
    later = due_on(day, n % 24, "M", rolls=False)
    assert later
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n % 24


@given(SUMMERS)
def test_in_those_summers_too_a_date_has_one_beginning(day: date) -> None:
    assert civil_date(from_rfc3339(beginning_of(day))) == day
    assert from_rfc3339(end_of(day)) - from_rfc3339(beginning_of(day)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 30), 3),  # the holidays and the weekend before it do not count
        (date(2026, 10, 7), 3),
        (date(2026, 10, 9), 1),
        (date(2026, 10, 10), 0),  # due today, a Saturday worked on
        (date(2026, 10, 11), 0),  # a Sunday: not yet a working day over
        (date(2026, 10, 12), -1),
    ],
)
def test_what_is_left_and_what_is_overdue_is_told_in_working_days(today: date, left: int) -> None:
    assert days_left(today, date(2026, 10, 10)) == left


def test_the_clock_of_this_server_is_not_asked() -> None:
    """The same question has the same answer at any time."""
    assert civil_date(datetime(2026, 11, 21, 4, tzinfo=UTC)) == date(2026, 11, 21)

"""What a conclusion says of the time a case took: days used, promised and allowed, and whether it was on time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.desk import conclusion, resumption
from chalicelib.cases.records import Collection, Extension
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work import tasks
from chalicelib.cases.work.spent import clock_of
from chalicelib.shared.clocks import SHANGHAI, rfc3339
from tests.cases import licences, promises, scenes
from tests.cases.fakes import FakeCalendars, memory_parts

MONDAY = date(2026, 11, 23)
DATES = FakeCalendars().of("530102000000")


def at(day: date, hour: int = 12) -> str:
    return rfc3339(datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI))


def a_case(decided: date, **more: Any) -> Case:
    """Accepted on Monday 23 November 2026, promised by Monday 7 December: ten working days."""
    told = {"accepted_at": at(MONDAY), "decided_at": at(decided, 23), "due_on": "2026-12-07", "channel": "h5", **more}
    fixed = ("c", "p", "i", 1, "许可", "09", "530102000000")
    return Case(*fixed, status=CaseStatus.DECIDED, **told)


def terms(**more: Any) -> Terms:
    return licences.an_item(**more).terms("11530102MB0000000X4000701001000", 1)


def told(case: Case, month: int = 22, **item: Any) -> dict[str, Any]:
    return clock_of(case, terms(**item), DATES, lambda: month)


@pytest.mark.parametrize(
    ("decided", "used", "on_time", "early"),
    [
        (MONDAY, 0, True, True),
        (date(2026, 12, 4), 9, True, True),
        (date(2026, 12, 6), 9, True, True),  # the Sunday before
        (date(2026, 12, 7), 10, True, False),  # the promised day itself, an hour before midnight
        (date(2026, 12, 8), 11, False, False),
    ],
)
def test_timeliness_is_measured_at_the_decision(decided: date, used: int, on_time: bool, early: bool) -> None:
    case = a_case(decided)
    assert told(case) == {
        "accepted_on": "2026-11-23",
        "decided_on": decided.isoformat(),
        "due_on": "2026-12-07",
        "provisional": False,
        "used": used,
        "promised": 10,
        "statutory": 20,
        "on_time": on_time,
        "early": early,
        "same_day": decided == MONDAY,
        "passed": False,
        "corrections": 0,
        "online": True,
    }


def test_days_that_did_not_count_are_not_used() -> None:
    assert told(a_case(date(2026, 12, 7), stopped=3))["used"] == 7
    assert told(a_case(date(2026, 12, 7), stopped=30))["used"] == 0
    assert told(a_case(date(2026, 12, 7), stopped=None))["used"] is None


def test_natural_days_that_did_not_count_come_before_those_that_did() -> None:
    fortnight = {"committed_limit": Period(14, "D")}
    assert told(a_case(date(2026, 12, 7)), **fortnight)["used"] == 10
    assert told(a_case(date(2026, 12, 7), stopped=7), **fortnight)["used"] == 5
    assert told(a_case(date(2026, 12, 7), stopped=14), **fortnight)["used"] == 0
    assert told(a_case(date(2026, 12, 7), stopped=90), **fortnight)["used"] == 0


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        (Period(15, "WD"), 15),
        (Period(2, "M"), 42),
        (Period(10, "D"), 8),  # to Thursday 3 December
        (Period(5, "D"), 5),  # to Saturday 28 November, so to the Monday after it
        (Period(48, "H"), 2),
        (Period(None, "NOW"), 0),
        (Period(None, "NONE"), None),
    ],
)
def test_limits_are_compared_in_working_days(limit: Period, days: int | None) -> None:
    assert told(a_case(MONDAY), month=21, statutory_limit=limit)["statutory"] == days


def test_what_is_not_promised_is_as_quick_as_the_statute() -> None:
    assert told(a_case(MONDAY), committed_limit=None)["promised"] == 20


def test_nobody_is_called_late_by_an_estimate_nor_where_nothing_was_promised() -> None:
    estimate = {"provisional": ("due_on",)}
    assert judged(a_case(date(2026, 12, 8), **estimate)) == (None, None)
    assert judged(a_case(date(2026, 12, 7), **estimate)) == (True, False)
    assert judged(a_case(date(2026, 12, 4), due_on=None)) == (True, True)
    at_once = {"committed_limit": Period(None, "NOW")}
    assert judged(a_case(MONDAY, due_on=None), **at_once) == (True, False)
    assert judged(a_case(date(2026, 11, 24), due_on=None), **at_once) == (None, None)
    none = {"committed_limit": None, "statutory_limit": Period(None, "NONE")}
    assert judged(a_case(date(2026, 12, 4), due_on=None), **none) == (None, None)


def judged(case: Case, **item: Any) -> tuple[Any, Any]:
    clock = told(case, **item)
    return clock["on_time"], clock["early"]


def test_an_extension_moves_the_day_and_makes_no_limit_longer() -> None:
    case = a_case(date(2026, 12, 18), due_on="2026-12-21", extension=Extension("S002", 10, "WD", True))
    clock = told(case)
    assert (clock["on_time"], clock["promised"], clock["statutory"], clock["used"]) == (True, 10, 20, 19)


def test_that_the_day_went_by_is_said_once() -> None:
    assert told(a_case(date(2026, 12, 8), alarms={"committed": "passed:2026-12-07"}))["passed"]
    assert told(a_case(date(2026, 12, 8), alarms={"statutory": "passed:2026-12-07"}), committed_limit=None)["passed"]
    assert not told(a_case(date(2026, 12, 7), alarms={"committed": "near:2026-12-07"}))["passed"]
    assert not told(a_case(date(2026, 12, 7), alarms={"stage:examine-1": "passed:2026-11-30"}))["passed"]


@pytest.mark.parametrize(("channel", "online"), [("h5", True), ("miniprogram", True), ("window", False)])
def test_online_is_who_applied_so_and_was_not_taken_in_at_a_window(channel: str, online: bool) -> None:
    assert told(a_case(MONDAY, channel=channel))["online"] is online
    assert not told(a_case(MONDAY, channel=channel, collection=Collection("S001", "530102000000")))["online"]


def test_a_day_off_after_the_last_day_uses_none_and_is_too_late() -> None:
    """Nine working days end on Friday 4 December; the decision came on the Saturday."""
    saturday = date(2026, 12, 5)
    late = told(a_case(saturday, due_on="2026-12-04"), committed_limit=Period(9, "WD"))
    assert (late["used"], late["promised"], late["on_time"], late["early"]) == (9, 9, False, False)
    estimate = a_case(saturday, due_on="2026-12-04", provisional=("due_on",))
    assert judged(estimate, committed_limit=Period(9, "WD")) == (None, None)


def test_what_is_decided_on_the_day_off_on_which_it_was_accepted_is_on_time() -> None:
    """For what is decided at once nobody is told a day."""
    case = a_case(date(2026, 11, 28), accepted_at=at(date(2026, 11, 28)), due_on=None)
    assert judged(case, committed_limit=Period(None, "NOW")) == (True, False)
    assert judged(case._replace(decided_at=at(date(2026, 11, 29))), committed_limit=Period(None, "NOW")) == (None, None)


@given(st.integers(0, 60), st.integers(0, 15))
def test_used_and_left_make_the_promise(days: int, stopped: int) -> None:
    """By working days used and by the day that was told, a case is judged alike, but for being called late."""
    decided = MONDAY + timedelta(days=days)
    due_on = DATES.due_on(MONDAY, Period(10 + stopped, "WD"))
    decided = min(decided, date(2026, 12, 31))
    assert due_on is not None
    case = a_case(decided, stopped=stopped, due_on=due_on.isoformat())
    by_day, by_days_used = judged(case), judged(case._replace(provisional=("due_on",)))
    assert by_days_used == (by_day if by_day[0] else (None, None))


def test_the_desks_conclusion_carries_it() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.suspended(parts)
    licences.pass_days(parts, 4)
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    tasks.complete(parts, scenes.examiner(), f"{case_id}-examine-1", "approve", "材料齐全", None)
    scenes.granted(parts, case_id)
    licences.pass_days(parts, 10)
    conclusion.conclude(parts, scenes.clerk(), case_id, None)
    clock: Any = list(parts.cases.acts(f"case#{case_id}"))[-1].changes["clock"]
    assert (clock["accepted_on"], clock["decided_on"], clock["due_on"]) == ("2026-11-21", "2026-11-25", "2026-12-09")
    assert (clock["used"], clock["promised"], clock["statutory"]) == (0, 10, 20)  # three days, and none of them counts
    assert (clock["on_time"], clock["early"], clock["same_day"]) == (True, True, False)


def test_so_does_what_is_decided_at_once() -> None:
    parts = promises.at_once()
    case_id = scenes.submitted(parts, scenes.applicant("person-chen"))
    clock: Any = list(parts.cases.acts(f"case#{case_id}"))[-1].changes["clock"]
    assert (clock["used"], clock["same_day"], clock["accepted_on"]) == (0, True, "2026-11-21")

"""恢复计时: every day that the clock set moves by the days that did not count, and by no more than was told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.cases.desk import resumption, suspension
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Period
from chalicelib.cases.work.promise import days_between, promised_day, uncounted
from tests.cases import licences, scenes
from tests.cases.calendars import announced
from tests.cases.fakes import DIVISION, FakeCalendars, memory_parts
from tests.cases.test_journey import assert_log_tells_state

SATURDAY = date(2026, 11, 21)


def resumed_after(days: int, announced: Announced = licences.HEARD, **item: Any) -> tuple[Parts, Case]:
    parts = memory_parts(licences.an_item(**item))
    case_id = licences.suspended(parts, announced)
    licences.pass_days(parts, days)
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    assert_log_tells_state(parts, case_id)
    return parts, licences.stored(parts, case_id)


def task_due(case: Case) -> str | None:
    (task,) = case.tasks.values()
    day: str | None = task["due_on"]
    return day


@pytest.mark.parametrize(
    ("days", "stopped", "due_on", "step_due_on"),
    [
        (0, 0, "2026-12-04", "2026-11-27"),  # on the same day
        (1, 0, "2026-12-04", "2026-11-27"),  # on Sunday, which is no working day
        (2, 1, "2026-12-07", "2026-11-30"),
        (4, 3, "2026-12-09", "2026-12-02"),
        (6, 5, "2026-12-11", "2026-12-04"),  # Friday: the five days that were announced
        (20, 5, "2026-12-11", "2026-12-04"),  # too late: no more than was announced
    ],
)
def test_the_promise_and_the_open_step_move_by_the_working_days_between(
    days: int, stopped: int, due_on: str, step_due_on: str
) -> None:
    _, case = resumed_after(days)
    assert (case.status, case.pause) == (CaseStatus.EXAMINING, None)
    assert (case.stopped, case.due_on, task_due(case)) == (stopped, due_on, step_due_on)


def test_a_limit_in_natural_days_moves_by_natural_days_and_ends_on_a_working_day() -> None:
    _, case = resumed_after(3, committed_limit=Period(15, "D"))
    assert case.stopped == 3
    assert case.due_on == "2026-12-09"  # 15 and 3 days after Saturday 21 November
    _, rolled = resumed_after(1, committed_limit=Period(14, "D"))
    assert rolled.due_on == "2026-12-07"  # the 15th day is Sunday 6 December


def test_days_of_several_pauses_add_up() -> None:
    parts, case = resumed_after(4)
    suspension.suspend(parts, scenes.examiner(), case.case_id, licences.HEARD, None)
    licences.pass_days(parts, 1)
    resumption.resume(parts, scenes.examiner(), case.case_id, "已听证", None)
    again = licences.stored(parts, case.case_id)
    assert (again.stopped, again.due_on, task_due(again)) == (4, "2026-12-10", "2026-12-03")


def test_the_applicant_is_told_the_new_day_and_the_desk_what_came_of_it() -> None:
    parts, case = resumed_after(4)
    act = list(parts.cases.acts(case.subject))[-1]
    assert (act.type, act.ground) == ("case.resumed", "行政许可法第四十五条")
    assert act.changes["due_on"] == "2026-12-09"


def test_an_item_without_a_limit_goes_on_without_one() -> None:
    _, case = resumed_after(4, committed_limit=None, statutory_limit=Period(None, "NONE"))
    assert case.due_on is None


def test_while_no_calendar_tells_the_day_it_is_an_estimate_until_one_does() -> None:
    """From 21 November to 20 January: 9 working days count as 1 January is off, and every other weekday is not."""
    parts, case = resumed_after(60, Announced("expert_review", 90, "D"))
    act = list(parts.cases.acts(case.subject))[-1]
    assert (case.due_on, act.changes["provisional"]) == ("2027-02-03", True)
    assert case.tasks["examine-1"] == {**case.tasks["examine-1"], "due_on": "2027-01-27", "provisional": True}
    announced(parts)
    licences.pass_days(parts, 1)
    suspension.suspend(parts, scenes.examiner(), case.case_id, licences.HEARD, None)
    resumption.resume(parts, scenes.examiner(), case.case_id, None, None)
    again = licences.stored(parts, case.case_id)
    assert (again.stopped, again.due_on, again.provisional) == (42, "2027-02-03", ())


@pytest.mark.parametrize(
    ("through", "unit", "days"),
    [
        (date(2026, 11, 21), "WD", 0),
        (date(2026, 11, 20), "WD", 0),
        (date(2026, 11, 22), "WD", 0),
        (date(2026, 11, 23), "WD", 1),
        (date(2026, 11, 30), "WD", 6),
        (date(2026, 11, 30), "D", 9),
        (date(2027, 2, 1), "WD", None),
    ],
)
def test_days_between_leave_out_the_first_and_count_the_last(through: date, unit: str, days: int | None) -> None:
    assert days_between(FakeCalendars().of(DIVISION), SATURDAY, through, unit) == days


@pytest.mark.parametrize(("through", "days"), [(date(2026, 11, 24), 2), (date(2026, 11, 30), 5)])
def test_without_an_announced_day_no_more_than_the_announced_days_do_not_count(through: date, days: int) -> None:
    assert uncounted(FakeCalendars().of(DIVISION), Pause("hearing", "2026-11-21", 5, "WD"), through, "WD") == days


def test_days_that_no_calendar_could_tell_leave_the_promise_an_estimate() -> None:
    """A later act does not tell a day that leaves them out."""
    parts, case = resumed_after(60, Announced("expert_review", 90, "D"))
    assert case.stopped is None
    terms = parts.items.terms(case.item_code, case.item_version)
    assert promised_day(parts.dates.of(DIVISION), case, terms, parts.cases.acts(case.subject)) is None
    suspension.suspend(parts, scenes.examiner(), case.case_id, licences.HEARD, None)
    resumption.resume(parts, scenes.examiner(), case.case_id, None, None)
    again = licences.stored(parts, case.case_id)
    assert (again.stopped, again.due_on, again.provisional) == (None, "2027-02-03", ("due_on",))


def test_what_was_promised_at_acceptance_is_what_is_reckoned_later() -> None:
    """Acceptance and later acts reckon the same day, so that nothing moves without a reason."""
    for limit in (Period(10, "WD"), Period(15, "D"), Period(1, "M"), Period(0, "NOW"), Period(48, "H")):
        parts = memory_parts(licences.an_item(committed_limit=limit))
        case = licences.stored(parts, scenes.accepted(parts))
        day = promised_day(parts.dates.of(DIVISION), case, parts.items.terms(case.item_code, case.item_version))
        assert case.due_on == (day.isoformat() if day else None), limit

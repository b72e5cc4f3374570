"""认领、退回任务: one gets a task; the others hear who, and since when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from chalicelib.cases.desk import acceptance, correction, resumption, suspension
from chalicelib.cases.intake import submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.work import consulting, tasks, transferring
from chalicelib.cases.work.open_work import open_work
from chalicelib.cases.work.worksheet import worksheet
from chalicelib.shared.change import Change
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.cases import licences, scenes
from tests.cases.at_the_desk import TWO_STEPS, in_review, queue, steps_of, stored
from tests.cases.fakes import FakeItems, memory_parts
from tests.fakes import FakeClock


def what_changed(refused: RuleViolation) -> dict[str, Any]:
    (changed,) = cast("list[dict[str, Any]]", refused.params["changed"])
    return changed


def test_whoever_comes_second_hears_who_has_it_and_since_when(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    task = f"{case_id}-accept-1"
    assert tasks.claim(parts, scenes.clerk("A"), task, None)["claimed_by"] == "A"
    with pytest.raises(RuleViolation, match="task_already_claimed") as refused:
        tasks.claim(parts, scenes.clerk("B"), task, None)
    changed = what_changed(refused.value)
    since = next(act.law_time for act in parts.cases.acts(f"case#{case_id}") if act.type == "case.task_claimed")
    assert changed == {"task_id": task, "claimed_by": "A", "since": since, "status": "submitted"}


def test_a_task_that_has_ended_says_by_what_and_when(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    with pytest.raises(RuleViolation, match="task_not_open") as refused:
        tasks.claim(parts, scenes.clerk(), f"{case_id}-accept-1", None)
    changed = what_changed(refused.value)
    last = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (changed["ended_by"], changed["ended_at"]) == ("case.accepted", last.law_time)
    assert (changed["status"], refused.value.params["act"]) == ("accepted", "已受理")


def test_what_is_told_is_the_last_time_it_was_taken_and_the_last_time_it_ended() -> None:
    clock = FakeClock(datetime(2026, 11, 23, 1, tzinfo=UTC))
    parts = memory_parts(licences.an_item(), clock)
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    clock.move(timedelta(hours=1))
    tasks.claim(parts, scenes.examiner("A"), task, None)
    with pytest.raises(RuleViolation) as late:
        tasks.claim(parts, scenes.examiner("B"), task, None)
    assert late.value.params["since"] == "2026-11-23T02:00:00.000Z"
    assert late.value.params["clock"] == "2026-11-23 10:00"
    suspension.suspend(parts, scenes.examiner("A"), case_id, licences.HEARD, None)
    resumption.resume(parts, scenes.examiner("A"), case_id, None, None)
    tasks.complete(parts, scenes.examiner("A"), task, "approve", None, None)
    with pytest.raises(RuleViolation) as ended:
        tasks.claim(parts, scenes.examiner("B"), task, None)
    assert what_changed(ended.value)["ended_by"] == "case.task_completed"


@pytest.mark.parametrize("task", ["examine-7", "nonsense-1", "", "x"])
def test_a_task_that_there_never_was_is_not_found(parts: Parts, task: str) -> None:
    case_id = scenes.accepted(parts)
    with pytest.raises(NotFound, match="task_not_found"):
        tasks.claim(parts, scenes.examiner(), f"{case_id}-{task}", None)


def test_the_first_step_taken_begins_the_examination(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    tasks.claim(parts, scenes.examiner(), f"{case_id}-examine-1", None)
    assert stored(parts, case_id).status is CaseStatus.EXAMINING


@pytest.mark.parametrize(("how", "ended_by"), [
    (lambda p, c: suspension.suspend(p, scenes.examiner(), c, licences.HEARD, None), "case.suspended"),
    (lambda p, c: withdrawing.withdraw(p, scenes.applicant(), c, None, None), "case.withdrawn"),
    (lambda p, c: tasks.complete(p, scenes.examiner("A"), f"{c}-examine-1", "approve", None, None),
     "case.task_completed"),
])  # fmt: skip
@pytest.mark.parametrize("deed", [
    lambda p, t: tasks.claim(p, scenes.examiner("B"), t, None),
    lambda p, t: tasks.release(p, scenes.examiner("A"), t, None),
    lambda p, t: tasks.complete(p, scenes.examiner("A"), t, "approve", None, None),
    lambda p, t: tasks.send_back(p, scenes.examiner("A"), t, "examine", "请核实", None),
    lambda p, t: transferring.transfer(p, scenes.examiner("A"), t, "B", "轮岗", None),
    lambda p, t: transferring.transfer(p, scenes.chief(), t, "B", "轮岗", None),
    lambda p, t: consulting.consult(p, scenes.examiner("A"), t, "B", "是否备案?", None),
    lambda p, t: worksheet(p, scenes.examiner("A"), t),
])  # fmt: skip
def test_nothing_is_done_to_a_task_that_an_act_has_ended(how: Any, ended_by: str, deed: Any) -> None:
    parts = memory_parts(licences.an_item())
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    how(parts, case_id)
    before = stored(parts, case_id)
    with pytest.raises(RuleViolation, match="task_not_open") as refused:
        deed(parts, task)
    assert (what_changed(refused.value)["ended_by"], stored(parts, case_id)) == (ended_by, before)


def test_a_task_given_back_is_anybodys(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    task = f"{case_id}-accept-1"
    tasks.claim(parts, scenes.clerk("A"), task, None)
    assert tasks.release(parts, scenes.clerk("A"), task, None)["claimed_by"] is None
    assert tasks.claim(parts, scenes.clerk("B"), task, None)["claimed_by"] == "B"


class TestFirstAsked:
    """首问负责: what somebody first took is theirs when it comes again."""

    def resubmitted(self, parts: Parts, *, released: bool = False) -> str:
        case_id = scenes.submitted(parts)
        task = f"{case_id}-accept-1"
        tasks.claim(parts, scenes.clerk("A"), task, None)
        if released:
            tasks.release(parts, scenes.clerk("A"), task, None)
        correction.request_correction(parts, scenes.clerk("A"), case_id, scenes.FINDINGS, None, None)
        scenes.uploaded(parts, case_id, "lease")
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        return case_id

    def test_a_corrected_application_goes_back_to_who_had_it(self, parts: Parts) -> None:
        case_id = self.resubmitted(parts)
        assert list(stored(parts, case_id).claims.values()) == ["A"]
        with pytest.raises(RuleViolation, match="task_claimed_by_another"):
            acceptance.accept(parts, scenes.clerk("B"), case_id, None)

    def test_whoever_gave_it_back_has_it_no_more(self, parts: Parts) -> None:
        case_id = self.resubmitted(parts, released=True)
        assert stored(parts, case_id).claims == {}
        acceptance.accept(parts, scenes.clerk("B"), case_id, None)

    def test_whoever_asked_for_a_correction_without_taking_the_task_has_not_been_asked(self, parts: Parts) -> None:
        case_id = scenes.submitted(parts)
        scenes.corrected(parts, case_id)
        scenes.uploaded(parts, case_id, "lease")
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        assert (stored(parts, case_id).claims, stored(parts, case_id).handlers) == ({}, {})
        (task,) = open_work(stored(parts, case_id))
        assert tasks.claim(parts, scenes.clerk("B"), task, None)["claimed_by"] == "B"

    def test_since_when_is_when_it_came_again(self, parts: Parts) -> None:
        case_id = self.resubmitted(parts)
        (task,) = stored(parts, case_id).claims
        with pytest.raises(RuleViolation) as refused:
            tasks.claim(parts, scenes.clerk("B"), task, None)
        last = list(parts.cases.acts(f"case#{case_id}"))[-1]
        assert refused.value.params["since"] == last.law_time


def test_where_no_calendar_is_published_a_task_waits_by_its_estimate() -> None:
    """What ends in a year whose holidays nobody knows yet."""
    clock = FakeClock(datetime(2026, 12, 29, 1, tzinfo=UTC))
    parts = memory_parts(steps_of(FakeItems(), TWO_STEPS), clock)
    estimated, dated = scenes.accepted(parts), in_review(parts)
    before = stored(parts, dated)
    after = before._replace(due_on="2026-12-31")
    parts.committer.commit(lambda: Change(parts.cases.save(before, after)), None)
    listed = queue(parts)
    assert [(task["case_id"], task["due_on"], task["provisional"]) for task in listed] == [
        (dated, "2026-12-31", False),
        (estimated, "2027-01-06", True),
    ]
    assert queue(parts, None, overdue="true") == []


def test_each_step_has_its_day_and_the_promise_is_the_last() -> None:
    parts = memory_parts(steps_of(FakeItems(), TWO_STEPS))
    case_id = in_review(parts)
    (task,) = stored(parts, case_id).tasks.values()
    assert task["due_on"] == "2026-11-25"  # three working days after Saturday 21 November

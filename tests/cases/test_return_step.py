"""退回前一环节: a step that the case has been through begins anew, with whoever did it."""

from __future__ import annotations

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import scenes
from tests.cases.at_the_desk import TWO_STEPS, in_review, steps_of, stored
from tests.cases.fakes import FakeItems


@pytest.fixture
def two_steps(parts: Parts) -> Parts:
    return parts._replace(items=steps_of(FakeItems(), TWO_STEPS))


def sent_back(parts: Parts) -> str:
    case_id = in_review(parts, first="A")
    task = f"{case_id}-review-1"
    tasks.claim(parts, scenes.examiner("B"), task, None)
    tasks.send_back(parts, scenes.examiner("B"), task, "examine", "请核实租赁期限", None)
    return case_id


def test_the_earlier_step_begins_a_new_round_with_whoever_did_it(two_steps: Parts) -> None:
    case_id = sent_back(two_steps)
    (task,) = open_work(stored(two_steps, case_id)).values()
    assert (task.task_id, task.round, task.claimed_by) == (f"{case_id}-examine-2", 2, "A")
    tasks.complete(two_steps, scenes.examiner("A"), task.task_id, "approve", None, None)
    (again,) = open_work(stored(two_steps, case_id)).values()
    assert (again.task_id, again.claimed_by) == (f"{case_id}-review-2", "B")


def test_the_act_says_whereto_and_seals_why(two_steps: Parts) -> None:
    case_id = sent_back(two_steps)
    last = list(two_steps.cases.acts(f"case#{case_id}"))[-1]
    assert (last.changes["step"], last.changes["to_step"]) == ("review", "examine")
    assert "租赁" not in last.canonical


@pytest.mark.parametrize("to_step", ["review", "end", "start", "nowhere", ""])
def test_no_other_step_is_gone_back_to(two_steps: Parts, to_step: str) -> None:
    case_id = in_review(two_steps)
    task = f"{case_id}-review-1"
    tasks.claim(two_steps, scenes.examiner("B"), task, None)
    with pytest.raises(RuleViolation, match="step_not_returned_to") as refused:
        tasks.send_back(two_steps, scenes.examiner("B"), task, to_step, "请核实", None)
    assert refused.value.params["possible"] == ["examine"]


def test_the_first_step_goes_nowhere_back(two_steps: Parts) -> None:
    case_id = scenes.accepted(two_steps)
    task = f"{case_id}-examine-1"
    tasks.claim(two_steps, scenes.examiner(), task, None)
    with pytest.raises(RuleViolation, match="step_not_returned_to"):
        tasks.send_back(two_steps, scenes.examiner(), task, "examine", "请核实", None)


def test_what_ends_by_a_legal_act_is_not_sent_back(two_steps: Parts) -> None:
    case_id = scenes.submitted(two_steps)
    task = f"{case_id}-accept-1"
    tasks.claim(two_steps, scenes.clerk(), task, None)
    with pytest.raises(RuleViolation, match="task_ends_by_act"):
        tasks.send_back(two_steps, scenes.clerk(), task, "examine", "请核实", None)


def test_whoever_has_not_taken_it_does_not_send_it_back(two_steps: Parts) -> None:
    case_id = in_review(two_steps, first="A")
    with pytest.raises(RuleViolation, match="task_not_yours"):
        tasks.send_back(two_steps, scenes.examiner("A"), f"{case_id}-review-1", "examine", "请核实", None)


@pytest.mark.parametrize("reason", [" ", "\u3000\n", "——", "\u200b"])
def test_not_without_a_word_why(two_steps: Parts, reason: str) -> None:
    case_id = in_review(two_steps)
    task = f"{case_id}-review-1"
    tasks.claim(two_steps, scenes.examiner("B"), task, None)
    with pytest.raises(Invalid, match="reasons_required") as refused:
        tasks.send_back(two_steps, scenes.examiner("B"), task, "examine", reason, None)
    assert [fault.pointer for fault in refused.value.faults] == ["/reason"]
    assert f"{case_id}-review-1" in open_work(stored(two_steps, case_id))

"""转办: a task goes to a colleague of the office who may do it and is there."""

from __future__ import annotations

import pytest

from chalicelib.cases.neighbours import Colleague
from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks, transferring
from chalicelib.shared.errors import Forbidden, Invalid, RuleViolation
from tests.cases import scenes
from tests.cases.at_the_desk import stored
from tests.cases.fakes import DIVISION, FakeColleagues


@pytest.fixture
def office(parts: Parts) -> Parts:
    known = (Colleague("A", (DIVISION,)), Colleague("B", (DIVISION,)), Colleague("C", (DIVISION,), "B"))
    return parts._replace(colleagues=FakeColleagues({"examiner": known}))


def claimed(parts: Parts) -> tuple[str, str]:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    return case_id, task


def test_the_colleague_has_it_and_keeps_it(office: Parts) -> None:
    case_id, task = claimed(office)
    told = transferring.transfer(office, scenes.examiner("A"), task, "B", "长期病假", None)
    case = stored(office, case_id)
    assert (told["claimed_by"], case.claims, case.handlers["examine"]) == ("B", {task: "B"}, "B")
    with pytest.raises(RuleViolation, match="task_not_yours"):
        tasks.complete(office, scenes.examiner("A"), task, "approve", None, None)
    last = list(office.cases.acts(f"case#{case_id}"))[-1]
    assert (last.type, last.changes["claimed_by"]) == ("case.task_transferred", "B")
    assert "病假" not in last.canonical


@pytest.mark.parametrize(("to", "code"), [
    ("A", "colleague_has_it"), ("Z", "colleague_not_here"), ("C", "colleague_away"),
])  # fmt: skip
def test_to_nobody_else(office: Parts, to: str, code: str) -> None:
    _, task = claimed(office)
    with pytest.raises(RuleViolation, match=code) as refused:
        transferring.transfer(office, scenes.examiner("A"), task, to, "分工调整", None)
    assert refused.value.params.get("stand_in") == ("B" if to == "C" else None)


def test_only_by_whoever_has_it(office: Parts) -> None:
    _, task = claimed(office)
    with pytest.raises(RuleViolation, match="task_not_yours"):
        transferring.transfer(office, scenes.examiner("B"), task, "B", "我来办", None)
    with pytest.raises(Forbidden):
        transferring.transfer(office, scenes.clerk("A"), task, "B", "我来办", None)


def test_the_chief_representative_hands_over_what_others_have_and_what_nobody_has(office: Parts) -> None:
    case_id = scenes.accepted(office)
    task = f"{case_id}-examine-1"
    assert transferring.transfer(office, scenes.chief(), task, "A", "指定承办人", None)["claimed_by"] == "A"
    assert stored(office, case_id).status == "examining"
    assert transferring.transfer(office, scenes.chief(), task, "B", "调整承办人", None)["claimed_by"] == "B"


@pytest.mark.parametrize("reason", [" ", "\u3000\n", "……"])
def test_not_without_a_word_why(office: Parts, reason: str) -> None:
    case_id, task = claimed(office)
    with pytest.raises(Invalid, match="reasons_required"):
        transferring.transfer(office, scenes.examiner("A"), task, "B", reason, None)
    assert stored(office, case_id).claims == {task: "A"}

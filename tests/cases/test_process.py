"""The inner process: a pure fold of outcomes over a definition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.work.process import Progress, apply, back, earlier, start
from chalicelib.catalogue.checks.process import process_faults
from chalicelib.shared.errors import RuleViolation
from tests.cases.fakes import DEFINITION

AT = "2026-11-21T01:00:00.000Z"


def stages(*names: str) -> dict[str, Any]:
    """Steps one after another; a rejection ends the process at once."""
    nodes: dict[str, Any] = {"start": {"kind": "start"}, "end": {"kind": "end"}}
    flows: list[dict[str, Any]] = []
    for before, name in zip(("start", *names), names, strict=False):
        nodes[name] = {"kind": "step", "name": name, "role": "examiner", "outcomes": ["approve", "reject"]}
        flows.append({"from": before, "to": name, **({} if before == "start" else {"on": ["approve"]})})
        flows.append({"from": name, "to": "end", "on": ["reject"]})
    flows.append({"from": names[-1], "to": "end", "on": ["approve"]})
    return {"ir_version": 1, "nodes": nodes, "flows": flows}


def test_one_step_is_entered_and_its_outcome_is_the_result() -> None:
    begun = start(DEFINITION, AT)
    assert begun.tasks == {
        "examine-1": {"step": "examine", "name": "审查", "round": 1, "role": "examiner", "entered_at": AT}
    }
    ended = apply(DEFINITION, begun, "examine-1", "reject", AT)
    assert (ended.complete, ended.result) == (True, "reject")


def test_stages_follow_each_other_and_a_rejection_ends_them() -> None:
    village = stages("village", "township", "district")
    second = apply(village, start(village, AT), "village-1", "approve", AT)
    assert set(second.tasks) == {"township-1"}
    assert apply(village, second, "township-1", "reject", AT) == Progress({}, "reject")


@pytest.mark.parametrize(("task", "outcome", "code"), [
    ("examine-2", "approve", "task_not_open"),
    ("start-1", "approve", "task_not_open"),
    ("examine-1", "maybe", "outcome_unknown"),
    ("examine-1", "", "outcome_unknown"),
])  # fmt: skip
def test_what_the_definition_does_not_know_is_refused(task: str, outcome: str, code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        apply(DEFINITION, start(DEFINITION, AT), task, outcome, AT)


@given(st.lists(st.sampled_from(["approve", "reject"]), min_size=1, max_size=6))
def test_a_sequence_ends_at_the_first_rejection_or_its_last_stage(outcomes: list[str]) -> None:
    names = tuple(f"s{n}" for n in range(len(outcomes)))
    definition = stages(*names)
    progress = start(definition, AT)
    for outcome in outcomes:
        if progress.complete:
            break
        progress = apply(definition, progress, next(iter(progress.tasks)), outcome, AT)
    assert progress.complete
    assert progress.result == ("reject" if "reject" in outcomes else "approve")


class TestLimits:
    """Each task has the day by which its step should end, as far as anybody can tell it."""

    def test_the_limit_is_reckoned_when_the_step_is_entered(self) -> None:
        told: list[Any] = []
        definition = stages("village", "township")
        definition["nodes"]["township"]["limit"] = {"value": 3, "unit": "WD"}

        def due(limit: Any) -> dict[str, str]:
            told.append(limit)
            return {"due_on": "2026-11-25"} if limit else {}

        begun = start(definition, AT, due)
        assert "due_on" not in begun.tasks["village-1"]
        second = apply(definition, begun, "village-1", "approve", AT, due)
        assert second.tasks["township-1"]["due_on"] == "2026-11-25"
        assert told == [None, {"value": 3, "unit": "WD"}]


class TestGoingBack:
    VILLAGE = stages("village", "township", "district")

    def third(self) -> Progress:
        second = apply(self.VILLAGE, start(self.VILLAGE, AT), "village-1", "approve", AT)
        return apply(self.VILLAGE, second, "township-1", "approve", AT)

    @pytest.mark.parametrize("to", ["village", "township"])
    def test_an_earlier_step_begins_the_next_round(self, to: str) -> None:
        again = back(self.VILLAGE, self.third(), "district-1", to, {"village", "township"}, AT)
        assert {name: task["round"] for name, task in again.tasks.items()} == {f"{to}-2": 2}

    @pytest.mark.parametrize(("to", "done"), [("village", {"township"}), ("district", {"district"}), ("end", {"end"})])
    def test_what_the_case_has_not_been_through_and_what_leads_nowhere_here_is_refused(
        self, to: str, done: set[str]
    ) -> None:
        with pytest.raises(RuleViolation, match="step_not_returned_to"):
            back(self.VILLAGE, self.third(), "district-1", to, done, AT)

    def test_a_task_that_is_not_open_is_refused(self) -> None:
        with pytest.raises(RuleViolation, match="task_not_open"):
            back(self.VILLAGE, self.third(), "village-1", "village", {"village"}, AT)

    @given(st.lists(st.sampled_from(["approve", "back"]), max_size=20))
    def test_no_task_ever_has_the_name_of_an_earlier_one(self, moves: list[str]) -> None:
        progress, seen, done = start(self.VILLAGE, AT), set[str](), set[str]()
        for move in moves:
            if progress.complete:
                break
            ((name, task),) = progress.tasks.items()
            assert name not in seen
            seen.add(name)
            possible = earlier(self.VILLAGE, task["step"], done)
            if move == "back" and possible:
                progress = back(self.VILLAGE, progress, name, possible[0], done, AT)
            else:
                progress = apply(self.VILLAGE, progress, name, "approve", AT)
                done.add(task["step"])


def test_an_end_may_say_with_what_the_process_ends() -> None:
    definition = stages("examine")
    definition["nodes"]["examine"]["outcomes"] = ["clear", "reject"]
    definition["nodes"]["granted"] = {"kind": "end", "result": "approve"}
    definition["flows"] = [
        {"from": "start", "to": "examine"},
        {"from": "examine", "to": "granted", "on": ["clear"]},
        {"from": "examine", "to": "end", "on": ["reject"]},
    ]
    assert apply(definition, start(definition, AT), "examine-1", "clear", AT).result == "approve"
    assert apply(definition, start(definition, AT), "examine-1", "reject", AT).result == "reject"
    assert process_faults(definition, "") == []
    definition["nodes"]["granted"]["result"] = "reject"
    assert [fault.code for fault in process_faults(definition, "")] == ["process_never_approves"]

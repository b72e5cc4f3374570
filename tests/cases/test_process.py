"""The inner process: a pure fold of outcomes over a definition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.work.process import Progress, apply, start
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

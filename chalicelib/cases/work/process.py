"""The inner process of a case: a process definition folded over its steps' outcomes. Pure, no clock, no eval.

A definition is data, immutable once published: `nodes` by name (`start`, `step` with role and outcomes, `end`) and
`flows` from node to node, each either for every outcome or for those named in `on`. Open work is a set of tasks.
Parallel branches, joins, returns and consultations come with the process engine; the shapes leave room for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.shared.errors import RuleViolation


class Progress(NamedTuple):
    """Where the process stands: open tasks, how often each step was entered, and the result once it is complete."""

    tasks: Mapping[str, dict[str, Any]] = {}
    result: str | None = None

    @property
    def complete(self) -> bool:
        """No work is left."""
        return not self.tasks


def start(definition: Mapping[str, Any], at: str) -> Progress:
    """The first open tasks, entered at the instant `at`."""
    entry = next(name for name, node in definition["nodes"].items() if node["kind"] == "start")
    return _enter(definition, _following(definition, entry, None), 1, at, None)


def apply(definition: Mapping[str, Any], progress: Progress, task_id: str, outcome: str, at: str) -> Progress:
    """The progress after the open task `task_id` ended with `outcome`.

    Raises RuleViolation if the task is not open or its step knows no such outcome.
    """
    task = progress.tasks.get(task_id)
    if task is None:
        raise RuleViolation("task_not_open")
    step = definition["nodes"][task["step"]]
    if outcome not in step["outcomes"]:
        raise RuleViolation("outcome_unknown", outcomes="、".join(step["outcomes"]))
    moved = _enter(definition, _following(definition, task["step"], outcome), task["round"], at, outcome)
    rest = {name: open_ for name, open_ in progress.tasks.items() if name != task_id}
    return Progress({**rest, **moved.tasks}, moved.result)


def _following(definition: Mapping[str, Any], node: str, outcome: str | None) -> str:
    """The node after `node`: the flow named for the outcome, else the one for every outcome."""
    flows = [flow for flow in definition["flows"] if flow["from"] == node]
    named = [flow for flow in flows if outcome in flow.get("on", ())]
    always = [flow for flow in flows if "on" not in flow]
    target: str = (named or always)[0]["to"]
    return target


def _enter(definition: Mapping[str, Any], node: str, round_: int, at: str, outcome: str | None) -> Progress:
    entered = definition["nodes"][node]
    if entered["kind"] == "end":
        return Progress({}, outcome)
    task = {"step": node, "name": entered["name"], "round": round_, "role": entered["role"], "entered_at": at}
    return Progress({f"{node}-{round_}": task})

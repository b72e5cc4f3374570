"""The inner process of a case: a process definition folded over its steps' outcomes. Pure, no clock, no eval.

A definition is data, immutable once published: `nodes` by name (`start`, `step` with role and outcomes, `end`) and
`flows` from node to node, each either for every outcome or for those named in `on`. Open work is a set of tasks, each
with the day by which its step should end (`due_on`, a civil date; `provisional` if it is an estimate), where its node
sets a `limit`.
Parallel branches and joins come with the process engine; the shapes leave room for them.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable, Iterable, Mapping
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


Due = Callable[[Mapping[str, Any] | None], Mapping[str, Any]]
"""What a task says of the end of its step's limit (`value` and `unit`, None without one) that is entered now."""


def undated(_limit: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """`Due` where nobody counts days."""
    return {}


def start(definition: Mapping[str, Any], at: str, due: Due = undated) -> Progress:
    """The first open tasks, entered at the instant `at`."""
    entry = next(name for name, node in definition["nodes"].items() if node["kind"] == "start")
    return _enter(definition, _following(definition, entry, None), 1, _Entry(at, due))


def apply(
    definition: Mapping[str, Any], progress: Progress, task_id: str, outcome: str, at: str, due: Due = undated
) -> Progress:
    """The progress after the open task `task_id` ended with `outcome`.

    Raises RuleViolation if the task is not open or its step knows no such outcome.
    """
    task = _open(progress, task_id)
    step = definition["nodes"][task["step"]]
    if outcome not in step["outcomes"]:
        raise RuleViolation("outcome_unknown", outcomes="、".join(step["outcomes"]))
    target = _following(definition, task["step"], outcome)
    moved = _enter(definition, target, task["round"], _Entry(at, due), outcome)
    return Progress({**_without(progress, task_id), **moved.tasks}, moved.result)


def back(
    definition: Mapping[str, Any],
    progress: Progress,
    task_id: str,
    to_step: str,
    done: Iterable[str],
    at: str,
    due: Due = undated,
) -> Progress:
    """The progress after the open task `task_id` was given back to an earlier step: a new round begins there.

    `done` are the steps that this case has completed. Raises RuleViolation if the task is not open, and if `to_step`
    is none of them or does not lead to the task's step.
    """
    task = _open(progress, task_id)
    possible = earlier(definition, task["step"], done)
    if to_step not in possible:
        names = [definition["nodes"][step]["name"] for step in possible]
        raise RuleViolation("step_not_returned_to", steps="、".join(names) or "无", possible=possible)
    moved = _enter(definition, to_step, task["round"] + 1, _Entry(at, due))
    return Progress({**_without(progress, task_id), **moved.tasks})


def earlier(definition: Mapping[str, Any], step: str, done: Iterable[str]) -> list[str]:
    """Those of the completed steps that lead to `step`, in the order of the definition."""
    leading: set[str] = set()
    fresh = {step}
    while fresh:
        fresh = {flow["from"] for flow in definition["flows"] if flow["to"] in fresh} - leading
        leading |= fresh
    return [name for name in definition["nodes"] if name in leading.intersection(done)]


class _Entry(NamedTuple):
    """How a step is entered: when, and by which reckoning of days."""

    at: str
    due: Due


def _open(progress: Progress, task_id: str) -> dict[str, Any]:
    if task_id not in progress.tasks:
        raise RuleViolation("task_not_open")
    return progress.tasks[task_id]


def _without(progress: Progress, task_id: str) -> dict[str, dict[str, Any]]:
    return {name: task for name, task in progress.tasks.items() if name != task_id}


def _following(definition: Mapping[str, Any], node: str, outcome: str | None) -> str:
    """The node after `node`: the flow named for the outcome, else the one for every outcome."""
    flows = [flow for flow in definition["flows"] if flow["from"] == node]
    named = [flow for flow in flows if outcome in flow.get("on", ())]
    always = [flow for flow in flows if "on" not in flow]
    target: str = (named or always)[0]["to"]
    return target


def _enter(
    definition: Mapping[str, Any], node: str, round_: int, entry: _Entry, outcome: str | None = None
) -> Progress:
    entered = definition["nodes"][node]
    if entered["kind"] == "end":
        return Progress({}, entered.get("result") or outcome)
    task = {"step": node, "name": entered["name"], "round": round_, "role": entered["role"], "entered_at": entry.at}
    return Progress({f"{node}-{round_}": {**task, **entry.due(entered.get("limit"))}})

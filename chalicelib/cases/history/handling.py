"""What the legal acts of staff leave of a case."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.history.handing_in import tolerance_of
from chalicelib.cases.records import Extension, Pause
from chalicelib.cases.rules import Case, DecisionResult


def _ask(case: Case, changes: dict[str, Any], _at: str) -> Case:
    asked = case._replace(corrections=case.corrections + 1, correction_due_on=changes.get("due_on"))
    return _marked(asked, changes, "correction_due_on")


def _pass(case: Case, _changes: dict[str, Any], at: str) -> Case:
    return case._replace(pre_reviewed_at=at)


def _accept(case: Case, changes: dict[str, Any], at: str) -> Case:
    accepted = case._replace(
        accepted_at=at,
        definition_sha256=changes.get("definition_sha256"),
        tasks=changes.get("tasks", {}),
        process_result=changes.get("process_result"),
        due_on=changes.get("due_on"),
        tolerance=tolerance_of(changes.get("tolerance")),
    )
    return _marked(accepted, changes, "due_on")


def _suspend(case: Case, changes: dict[str, Any], _at: str) -> Case:
    pause = Pause(**changes["pause"])
    announced = case.paused.get(pause.name, 0) + pause.value
    paused = case._replace(pause=pause, paused={**case.paused, pause.name: announced})
    return _marked(paused, changes, "pause")


def _resume(case: Case, changes: dict[str, Any], _at: str) -> Case:
    gone_on = _dated(case, changes)._replace(pause=None, stopped=changes["stopped"])
    return _marked(gone_on, {}, "pause")


def _extend(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return _dated(case, changes)._replace(extension=Extension(**changes["extension"]))


def _hurry(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(urgency=changes["urgency"])


def _decide(case: Case, changes: dict[str, Any], at: str) -> Case:
    declared = case.declared and case.declared._replace(verify_by=changes.get("verify_by"))
    decided = case._replace(tasks={}, result=DecisionResult(changes["result"]), decided_at=at, declared=declared)
    return _marked(decided, changes, "verify_by")


def _conclude(case: Case, _changes: dict[str, Any], at: str) -> Case:
    return case._replace(concluded_at=at)


def _verify(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(declared=case.declared and case.declared._replace(verified=changes["outcome"]))


def _close(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return case._replace(tasks={})


def _dated(case: Case, changes: dict[str, Any]) -> Case:
    """With the day of the promise and the tasks' own, as far as the act moved them."""
    dated = case._replace(due_on=changes.get("due_on", case.due_on), tasks=changes.get("tasks", case.tasks))
    return _marked(dated, changes, "due_on") if "due_on" in changes else dated


def _marked(case: Case, changes: dict[str, Any], day: str) -> Case:
    """With that day marked as an estimate just where the act that tells it says so."""
    others = tuple(name for name in case.provisional if name != day)
    return case._replace(provisional=(*others, day) if changes.get("provisional") else others)


HANDLED = {
    "case.pre_reviewed": _pass,
    "case.correction_requested": _ask,
    "case.accepted": _accept,
    "case.suspended": _suspend,
    "case.resumed": _resume,
    "case.extension_requested": _extend,
    "case.extended": _extend,
    "case.extension_refused": _extend,
    "case.urgency_approved": _hurry,
    "case.decided": _decide,
    "case.concluded": _conclude,
    "case.commitment_verified": _verify,
    "case.declined": _close,
    "case.returned": _close,
    "case.withdrawn": _close,
}

"""What taking, giving back and ending tasks leaves of a case."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.rules import Case


def _claim(case: Case, changes: dict[str, Any], _at: str) -> Case:
    taken = {**case.claims, changes["task_id"]: changes["claimed_by"]}
    return case._replace(claims=taken, handlers={**case.handlers, changes["step"]: changes["claimed_by"]})


def _release(case: Case, changes: dict[str, Any], _at: str) -> Case:
    """Whoever gives a task back is not its step's first handler any more."""
    handlers = {step: who for step, who in case.handlers.items() if step != changes["step"]}
    return _ended(case, changes)._replace(handlers=handlers)


def _progress(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return _ended(case, changes)._replace(tasks=changes["tasks"], process_result=changes.get("process_result"))


def _ended(case: Case, changes: dict[str, Any]) -> Case:
    return case._replace(claims={task: who for task, who in case.claims.items() if task != changes["task_id"]})


def _consult(case: Case, changes: dict[str, Any], at: str) -> Case:
    question = {"task_id": changes["task_id"], "asked": changes["asked"], "at": at}
    return case._replace(consultations={**case.consultations, changes["consultation_id"]: question})


def _answer(case: Case, changes: dict[str, Any], _at: str) -> Case:
    answered = changes["consultation_id"]
    return case._replace(consultations={name: one for name, one in case.consultations.items() if name != answered})


WORKED = {
    "case.task_assigned": _claim,
    "case.task_claimed": _claim,
    "case.task_transferred": _claim,
    "case.task_released": _release,
    "case.task_completed": _progress,
    "case.task_returned": _progress,
    "case.consulted": _consult,
    "case.consultation_answered": _answer,
}

"""The state that follows from recorded acts: pure, and all that a stored case is.

Every act that was ever recorded must go on being read: `schema_version` is in each.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases.rules import USUAL_LEVEL, Agent, Case, CaseStatus, DecisionResult, Material


def evolve(case: Case | None, type_: str, changes: dict[str, Any], at: str, seq: int, head: str) -> Case:
    """The state after a recorded act, from the state before it: the log alone tells a case."""
    known = case or _submitted(changes)
    moved = _MOVES.get(type_, _unmoved)(known, changes, at)
    if "status" in changes:
        moved = moved._replace(status=CaseStatus(changes["status"]["to"]))
    return moved._replace(seq=seq, head=head)


def _submitted(changes: dict[str, Any]) -> Case:
    return Case(
        case_id=changes["case_id"],
        owner=changes["owner"],
        item_code=changes["item_code"],
        item_version=changes["item_version"],
        item_name=changes["item_name"],
        department=changes["department"],
        division_code=changes["division_code"],
        channel=changes["channel"],
        required=tuple(changes["required"]),
        created_at=changes["created_at"],
        agent=Agent(**changes["agent"]) if "agent" in changes else None,
        least_assurance_level=changes.get("least_assurance_level", USUAL_LEVEL),
    )


def _take_form(case: Case, changes: dict[str, Any], at: str) -> Case:
    return case._replace(
        case_no=changes.get("case_no", case.case_no),
        public_no=changes.get("public_no", case.public_no),
        submitted_at=case.submitted_at or at,
        form_round=changes["form_round"],
        form_sha256=changes["form_sha256"],
        materials=tuple(Material(**material) for material in changes["materials"]),
    )


def _ask(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return _without_claims(case)._replace(corrections=case.corrections + 1)


def _accept(case: Case, changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(
        accepted_at=at,
        definition_sha256=changes.get("definition_sha256"),
        tasks=changes.get("tasks", {}),
        process_result=changes.get("process_result"),
    )


def _claim(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(claims={**case.claims, changes["task_id"]: changes["claimed_by"]})


def _release(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(claims={task: who for task, who in case.claims.items() if task != changes["task_id"]})


def _complete(case: Case, changes: dict[str, Any], at: str) -> Case:
    released = _release(case, changes, at)
    return released._replace(tasks=changes["tasks"], process_result=changes.get("process_result"))


def _decide(case: Case, changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(tasks={}, result=DecisionResult(changes["result"]), decided_at=at)


def _conclude(case: Case, _changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(concluded_at=at)


def _close(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return _without_claims(case)._replace(tasks={})


def _without_claims(case: Case) -> Case:
    return case._replace(claims={})


def _unmoved(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return case


_MOVES = {
    "case.submitted": _take_form,
    "case.resubmitted": _take_form,
    "case.correction_requested": _ask,
    "case.accepted": _accept,
    "case.task_claimed": _claim,
    "case.task_released": _release,
    "case.task_completed": _complete,
    "case.decided": _decide,
    "case.concluded": _conclude,
    "case.declined": _close,
    "case.returned": _close,
    "case.withdrawn": _close,
}

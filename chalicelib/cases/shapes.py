"""How cases are shown: the answers' bodies."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.ports import StoredMaterial
from chalicelib.cases.rules import Case
from chalicelib.cases.work.open_work import Task


def case_summary(case: Case) -> dict[str, Any]:
    """A case in a list, and after every act on it."""
    return {
        "case_id": case.case_id,
        "status": str(case.status),
        "item_code": case.item_code,
        "item_version": case.item_version,
        "item_name": case.item_name,
        "department": case.department,
        "division_code": case.division_code,
        "channel": case.channel,
        "case_no": case.case_no,
        "public_no": case.public_no,
        "created_at": case.created_at,
        "submitted_at": case.submitted_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "concluded_at": case.concluded_at,
        "result": str(case.result) if case.result else None,
        "required_materials": list(case.required),
        "held_materials": list(case.held),
        "due_on": case.due_on,
        "correction_due_on": case.correction_due_on,
        "provisional": list(case.provisional),
        "tolerance": _without(case.tolerance, "letter_sha256"),
        "declared": _without(case.declared, "letter_sha256"),
        "pause": _without(case.pause),
        "extension": _without(case.extension, "requested_by", "approved") if _approved(case) else None,
        "urgency": case.urgency,
        "collection": _without(case.collection, "staff_no"),
        "version": case.version,
    }


def _approved(case: Case) -> bool:
    return case.extension is not None and case.extension.approved is True


def _without(part: Any, *names: str) -> dict[str, Any] | None:
    """Part of a case as JSON, without what not every reader may know."""
    if part is None:
        return None
    known = {name: value for name, value in part._asdict().items() if name not in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}


def after_act(case: Case) -> dict[str, Any]:
    """The case as the write that is about to happen leaves it."""
    return {**case_summary(case), "version": case.version + 1}


def material_body(material: StoredMaterial, name: str) -> dict[str, Any]:
    """A material without its file."""
    return {
        "material_id": material.material_id,
        "slot": material.slot,
        "name": name,
        "content_type": material.content_type,
        "size": material.size,
        "sha256": material.sha256,
        "state": material.state,
        "uploaded_at": material.uploaded_at,
        "reused_from": material.origin.partition("/")[0] if material.origin else None,
        "entered_by": "staff" if material.entered_by else "applicant",
    }


def task_body(task: Task) -> dict[str, Any]:
    """A task in the desk's queue."""
    return {
        "task_id": task.task_id,
        "case_id": task.case_id,
        "step": task.step,
        "name": task.name,
        "role": task.role,
        "entered_at": task.entered_at,
        "claimed_by": task.claimed_by,
        "ended_by": task.legal or "completion",
        "due_on": task.due_on,
        "provisional": task.provisional,
        "urgency": task.urgency,
        "round": task.round,
        "item_code": task.item_code,
        "item_name": task.item_name,
        "status": task.status,
    }

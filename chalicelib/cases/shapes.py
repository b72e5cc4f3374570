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
        "version": case.version,
    }


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
    }

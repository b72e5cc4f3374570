"""Intake: drafts, forms, materials, submission and what else the applicant does."""

from __future__ import annotations

from typing import Any

from chalicelib import wiring
from chalicelib.cases import desk, drafts, materials, submission
from chalicelib.cases import schemas as s
from chalicelib.cases.routes.base import OWNER, routes
from chalicelib.shared.http import Call, Reply


@routes.post("/cases", OWNER, body=s.NewCase, answer=s.CaseBody)
def begin_case(call: Call) -> dict[str, Any]:
    """新建申请 — begin a draft."""
    call.caller.require_reach("case_not_found", owner=call.caller.id)
    said = call.body
    return drafts.begin(wiring.cases(), call.caller, said.item_code, said.division_code, said.answers, call.once)


@routes.put("/cases/{case_id}/form", OWNER, body=s.FormInput, answer=s.SavedForm, if_match=True)
def save_form(call: Call, case_id: str) -> dict[str, Any]:
    """填写表单 — store the form as far as it is filled in."""
    return drafts.save_form(wiring.cases(), call.caller, case_id, call.body.form, call.if_match or 0)


@routes.post("/cases/{case_id}/materials", OWNER, body=s.NewMaterial, answer=s.AnnouncedMaterial)
def announce_material(call: Call, case_id: str) -> dict[str, Any]:
    """上传材料 — announce a file and learn where to upload it."""
    return materials.announce(wiring.cases(), call.caller, case_id, call.body.model_dump(), call.once)


@routes.post(
    "/cases/{case_id}/materials/{material_id}/completion", OWNER, body=s.Nothing, answer=s.MaterialBody, status=200
)
def complete_material(call: Call, case_id: str, material_id: str) -> dict[str, Any]:
    """完成上传 — have the uploaded file examined and taken."""
    return materials.complete(wiring.cases(), call.caller, case_id, material_id, call.once)


@routes.delete("/cases/{case_id}/materials/{material_id}", OWNER)
def remove_material(call: Call, case_id: str, material_id: str) -> Reply:
    """删除材料 — take a file back before it is handed in."""
    materials.remove(wiring.cases(), call.caller, case_id, material_id)
    return Reply(None)


@routes.post("/cases/{case_id}/submission", OWNER, body=s.Nothing, answer=s.CaseBody)
def submit_case(call: Call, case_id: str) -> dict[str, Any]:
    """提交申请 — hand the application in."""
    return submission.submit(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/resubmission", OWNER, body=s.Nothing, answer=s.CaseBody)
def resubmit_case(call: Call, case_id: str) -> dict[str, Any]:
    """补正后重新提交 — hand the corrected application in."""
    return submission.resubmit(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/withdrawal", OWNER, body=s.Withdrawal, answer=s.CaseBody)
def withdraw_case(call: Call, case_id: str) -> dict[str, Any]:
    """撤件 — take the application back before the decision."""
    return desk.withdraw(wiring.cases(), call.caller, case_id, call.body.reasons, call.once)

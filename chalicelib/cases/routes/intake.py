"""Intake: drafts, forms, materials, and reading what was handed in."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import drafts, materials
from chalicelib.cases.routes.access import OWNER, OWNER_OR_DESK, OWNER_OR_WINDOW
from chalicelib.cases.status import listing, reading
from chalicelib.cases.status.finding import Wanted
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases", OWNER, body="NewCase", answer="CaseBody")
def begin_case(call: Call) -> dict[str, Any]:
    """新建申请 — begin a draft."""
    call.caller.require_reach("case_not_found", owner=call.caller.id)
    said = call.body
    for_ = said.on_behalf_of
    return drafts.begin(wiring.cases(), call.caller, said.item_code, said.division_code, said.answers, call.once, for_)


@routes.put("/cases/{case_id}/form", OWNER_OR_WINDOW, body="FormInput", answer="SavedForm", if_match=True)
def save_form(call: Call, case_id: str) -> dict[str, Any]:
    """填写表单 — store the form as far as it is filled in."""
    return drafts.save_form(wiring.cases(), call.caller, case_id, call.body.form, call.if_match or 0)


@routes.post("/cases/{case_id}/materials", OWNER_OR_WINDOW, body="NewMaterial", answer="AnnouncedMaterial")
def announce_material(call: Call, case_id: str) -> dict[str, Any]:
    """上传材料 — announce a file and learn where to upload it."""
    return materials.announce(wiring.cases(), call.caller, case_id, call.body.model_dump(), call.once)


@routes.post(
    "/cases/{case_id}/materials/{material_id}/completion",
    OWNER_OR_WINDOW,
    body="Nothing",
    answer="MaterialBody",
    status=200,
)
def complete_material(call: Call, case_id: str, material_id: str) -> dict[str, Any]:
    """完成上传 — have the uploaded file examined and taken."""
    return materials.complete(wiring.cases(), call.caller, case_id, material_id, call.once)


@routes.delete("/cases/{case_id}/materials/{material_id}", OWNER_OR_WINDOW)
def remove_material(call: Call, case_id: str, material_id: str) -> Reply:
    """删除材料 — take a file back before it is handed in."""
    materials.remove(wiring.cases(), call.caller, case_id, material_id)
    return Reply(None)


@routes.get("/cases", OWNER, query="CaseQuery", answer="CaseList")
def my_cases(call: Call) -> dict[str, Any]:
    """我的办件 — one's own cases, those done for others, or an organisation's: newest first."""
    asked = call.query
    wanted = Wanted(asked.item_code, asked.year, asked.status, asked.q)
    part = (asked.limit, asked.cursor, wanted)
    if asked.for_ == "others":
        of_whom = wanted._replace(owner=asked.organisation_id)
        return listing.done_for_others(wiring.cases(), call.caller, asked.limit, asked.cursor, of_whom)
    if asked.organisation_id:
        return listing.of_organisation(wiring.cases(), call.caller, asked.organisation_id, *part)
    return listing.mine(wiring.cases(), call.caller, *part)


@routes.get("/cases/{case_id}", OWNER_OR_DESK, answer="CaseFileBody")
def read_case(call: Call, case_id: str) -> Reply:
    """办件详情 — a case with its form and materials; the ETag is the form's, which is what one edits."""
    shown = reading.full(wiring.cases(), call.caller, case_id)
    return Reply(shown, {"ETag": f'"{shown["form_version"]}"'})


@routes.get("/cases/{case_id}/materials", OWNER_OR_DESK, answer="MaterialList")
def list_materials(call: Call, case_id: str) -> dict[str, Any]:
    """材料清单 — the materials of a case."""
    return reading.materials(wiring.cases(), call.caller, case_id)


@routes.get("/cases/{case_id}/materials/{material_id}/file", OWNER_OR_DESK, answer="FileLink")
def open_material(call: Call, case_id: str, material_id: str) -> dict[str, Any]:
    """查看材料 — a short link to one file."""
    return reading.material_file(wiring.cases(), call.caller, case_id, material_id)

"""Status: one's cases, a case in full, its timeline, the public lookup."""

from __future__ import annotations

from typing import Any

from chalicelib import wiring
from chalicelib.cases import schemas as s
from chalicelib.cases import status
from chalicelib.cases.routes.base import OWNER, OWNER_OR_DESK, routes
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call


@routes.get("/cases", OWNER, query=s.PageQuery, answer=s.CaseList)
def my_cases(call: Call) -> dict[str, Any]:
    """我的办件 — one's own cases, newest first."""
    return status.mine(wiring.cases(), call.caller, call.query.limit, call.query.cursor)


@routes.get("/cases/{case_id}", OWNER_OR_DESK, answer=s.CaseFileBody)
def read_case(call: Call, case_id: str) -> dict[str, Any]:
    """办件详情 — a case with its form and materials."""
    return status.full(wiring.cases(), call.caller, case_id)


@routes.get("/cases/{case_id}/materials", OWNER_OR_DESK, answer=s.MaterialList)
def list_materials(call: Call, case_id: str) -> dict[str, Any]:
    """材料清单 — the materials of a case."""
    return status.materials(wiring.cases(), call.caller, case_id)


@routes.get("/cases/{case_id}/materials/{material_id}/file", OWNER_OR_DESK, answer=s.FileLink)
def open_material(call: Call, case_id: str, material_id: str) -> dict[str, Any]:
    """查看材料 — a short link to one file."""
    return status.material_file(wiring.cases(), call.caller, case_id, material_id)


@routes.get("/cases/{case_id}/timeline", OWNER_OR_DESK, answer=s.Timeline)
def read_timeline(call: Call, case_id: str) -> dict[str, Any]:
    """办理进度 — what happened, in order."""
    return status.timeline(wiring.cases(), call.caller, case_id)


@routes.post("/status-lookups", Access(public=True), body=s.Lookup, answer=s.PublicStatus, idempotent=False, status=200)
def look_up_status(call: Call) -> dict[str, Any]:
    """公开查询 — the status of a case by its number and a proof."""
    return status.look_up(wiring.cases(), call.body.number.upper(), call.body.proof)

"""Status: the timeline of a case, and the public lookup."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.routes.access import OWNER_OR_DESK
from chalicelib.cases.status import timeline
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.get("/cases/{case_id}/timeline", OWNER_OR_DESK, answer="Timeline")
def read_timeline(call: Call, case_id: str) -> dict[str, Any]:
    """办理进度 — what happened, in order."""
    return timeline.timeline(wiring.cases(), call.caller, case_id)


@routes.get("/cases/{case_id}/deadline", OWNER_OR_DESK, answer="DeadlineExplanation")
def explain_deadline(call: Call, case_id: str) -> dict[str, Any]:
    """办理期限说明 — which limits stand, and each day of the clock: counted or not, and why."""
    from chalicelib.cases.status import explaining

    return explaining.explained(wiring.cases(), wiring.reminding(), call.caller, case_id)


@routes.post("/status-lookups", Access(public=True), body="Lookup", answer="PublicStatus", idempotent=False, status=200)
def look_up_status(call: Call) -> dict[str, Any]:
    """公开查询 — the status of a case by its number and a proof."""
    return wiring.lookups().look_up(call.body.number.upper(), call.body.proof, call.source_ip)

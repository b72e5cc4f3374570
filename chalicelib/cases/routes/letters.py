"""Before and beside handing in: pre-check, commitment letters, and what follows later."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import letters, pre_check, tolerance
from chalicelib.cases.routes.access import OWNER_OR_WINDOW
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post(
    "/cases/{case_id}/pre-check",
    OWNER_OR_WINDOW,
    body="Submission",
    answer="PreCheck",
    body_optional=True,
    idempotent=False,
    status=200,
)
def check_case(call: Call, case_id: str) -> dict[str, Any]:
    """预检 — tell everything that handing in would be refused for; nothing is handed in."""
    return pre_check.pre_check(wiring.cases(), call.caller, case_id, call.body.commitments)


@routes.get("/cases/{case_id}/commitment-letters", OWNER_OR_WINDOW, query="LetterQuery", answer="LetterList")
def commitment_letters(call: Call, case_id: str) -> dict[str, Any]:
    """承诺书 — the letters that may be signed instead of handing in what is lacking."""
    slots = call.query.slots.split(",") if call.query.slots else None
    return letters.offered(wiring.cases(), call.caller, case_id, slots)


@routes.post("/cases/{case_id}/supplement", OWNER_OR_WINDOW, body="Nothing", answer="CaseBody")
def supplement_case(call: Call, case_id: str) -> dict[str, Any]:
    """补交容缺材料 — hand in everything that was to follow."""
    return tolerance.supplement(wiring.cases(), call.caller, case_id, call.once)

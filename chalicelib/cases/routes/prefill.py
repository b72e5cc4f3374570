"""What spares applicants work: filling in what is known, and carrying a draft over into a new edition."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import prefill, renewal
from chalicelib.cases.routes.access import OWNER_OR_WINDOW
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases/{case_id}/prefill", OWNER_OR_WINDOW, body="Nothing", answer="Prefilled", if_match=True, status=200)
def prefill_form(call: Call, case_id: str) -> Reply:
    """预填 — fill in, with the owner's consent, what is empty and the city knows; the ETag is the form's."""
    shown = prefill.prefill(wiring.cases(), call.caller, case_id, call.if_match or 0, call.once)
    return Reply(shown, {"ETag": f'"{shown["version"]}"'})


@routes.post("/cases/{case_id}/renewal", OWNER_OR_WINDOW, body="RenewalInput", answer="RenewedCase", status=200)
def renew_draft(call: Call, case_id: str) -> dict[str, Any]:
    """按最新要求继续 — carry a draft over into the edition in force, as far as it fits."""
    return renewal.renew(wiring.cases(), call.caller, case_id, call.body.answers, call.once)

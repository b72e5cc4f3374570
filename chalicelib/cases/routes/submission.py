"""Handing in, handing in again, taking back. Nothing of reading or of the desk is loaded for it."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import submission
from chalicelib.cases.routes.access import OWNER, OWNER_OR_WINDOW
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases/{case_id}/submission", OWNER_OR_WINDOW, body="Submission", answer="CaseBody")
def submit_case(call: Call, case_id: str) -> dict[str, Any]:
    """提交申请 — hand the application in."""
    return submission.submit(wiring.cases(), call.caller, case_id, call.once, call.body.commitments)


@routes.post("/cases/{case_id}/resubmission", OWNER_OR_WINDOW, body="Submission", answer="CaseBody")
def resubmit_case(call: Call, case_id: str) -> dict[str, Any]:
    """补正后重新提交 — hand the corrected application in."""
    return submission.resubmit(wiring.cases(), call.caller, case_id, call.once, call.body.commitments)


@routes.post("/cases/{case_id}/withdrawal", OWNER, body="Withdrawal", answer="CaseBody")
def withdraw_case(call: Call, case_id: str) -> dict[str, Any]:
    """撤件 — take the application back before the decision."""
    from chalicelib.cases.intake import withdrawing

    return withdrawing.withdraw(wiring.cases(), call.caller, case_id, call.body.reasons, call.once)

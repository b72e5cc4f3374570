"""What staff do before acceptance and after a grant: pre-review, tolerant receipt, checking a promise."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.desk import commitment, pre_review
from chalicelib.cases.intake import tolerance
from chalicelib.cases.routes.access import desk as staff
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases/{case_id}/pre-review", staff(Role.CLERK), body="PreReview", answer="CaseBody")
def pre_review_case(call: Call, case_id: str) -> dict[str, Any]:
    """网上预审 — find nothing wrong before acceptance, or tell once everything that is."""
    said = call.body
    if said.passed:
        return pre_review.passed(wiring.cases(), call.caller, case_id, said.opinion, call.once)
    return pre_review.not_passed(wiring.cases(), call.caller, case_id, said.findings, said.notice, call.once)


@routes.post("/cases/{case_id}/tolerant-receipt", staff(Role.CLERK), body="TolerantReceipt", answer="CaseBody")
def receive_case(call: Call, case_id: str) -> dict[str, Any]:
    """容缺收件 — take the application in on its letter; no limit runs yet."""
    return tolerance.receive(wiring.cases(), call.caller, case_id, call.body.notice, call.once)


@routes.post("/cases/{case_id}/commitment-verification", staff(Role.EXAMINER), body="Verification", answer="CaseBody")
def verify_commitment(call: Call, case_id: str) -> dict[str, Any]:
    """承诺核查 — record whether what was promised instead of proofs is so."""
    said = call.body
    return commitment.verify(wiring.cases(), call.caller, case_id, said.outcome, said.opinion, call.once)

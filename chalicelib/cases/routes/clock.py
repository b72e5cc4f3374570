"""The legal acts that bear on time: special procedures, extensions, and what goes first."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.desk import extension, extension_approval, resumption, suspension, urgency
from chalicelib.cases.routes.access import desk as staff
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")
_EXAMINING = staff(Role.EXAMINER, Role.CHIEF_REPRESENTATIVE)


@routes.post("/cases/{case_id}/suspension", _EXAMINING, body="SuspensionInput", answer="CaseBody")
def suspend_case(call: Call, case_id: str) -> dict[str, Any]:
    """中止计时 — let the clock stand still for a special procedure, and tell the applicant for how many days."""
    announced = suspension.Announced(**call.body.model_dump())
    return suspension.suspend(wiring.cases(), call.caller, case_id, announced, call.once)


@routes.post("/cases/{case_id}/resumption", _EXAMINING, body="ResumptionInput", answer="CaseBody")
def resume_case(call: Call, case_id: str) -> dict[str, Any]:
    """恢复计时 — the special procedure is over; the days that did not count are added."""
    return resumption.resume(wiring.cases(), call.caller, case_id, call.body.opinion, call.once)


@routes.post("/cases/{case_id}/extension", staff(Role.EXAMINER), body="ExtensionInput", answer="CaseBody")
def request_extension(call: Call, case_id: str) -> dict[str, Any]:
    """申请延期 — ask a chief representative for more time, once."""
    wanted = extension.Wanted(**call.body.model_dump())
    return extension.request_extension(wiring.cases(), call.caller, case_id, wanted, call.once)


@routes.post(
    "/cases/{case_id}/extension-approval",
    staff(Role.CHIEF_REPRESENTATIVE),
    body="ExtensionDecision",
    answer="CaseBody",
)
def decide_extension(call: Call, case_id: str) -> dict[str, Any]:
    """延期审批 — approve or refuse more time; never one's own request."""
    answered = extension_approval.Answered(**call.body.model_dump())
    return extension_approval.decide_extension(wiring.cases(), call.caller, case_id, answered, call.once)


@routes.post(
    "/cases/{case_id}/urgency",
    staff(Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER),
    body="UrgencyInput",
    answer="CaseBody",
)
def approve_urgency(call: Call, case_id: str) -> dict[str, Any]:
    """急事急办 — let a case go first, on the record."""
    return urgency.make_urgent(wiring.cases(), call.caller, case_id, call.body.model_dump(), call.once)

"""The legal acts of staff."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.desk import acceptance, conclusion, correction, decision, declination, service_of_result
from chalicelib.cases.routes.access import desk as staff
from chalicelib.cases.rules import DecisionResult
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases/{case_id}/acceptance", staff(Role.CLERK), body="Nothing", answer="CaseBody")
def accept_case(call: Call, case_id: str) -> dict[str, Any]:
    """受理 — accept the application; the limits run from here."""
    return acceptance.accept(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/declination", staff(Role.CLERK), body="Reasons", answer="CaseBody")
def decline_case(call: Call, case_id: str) -> dict[str, Any]:
    """不予受理 — decline the application, with reasons."""
    return declination.decline(wiring.cases(), call.caller, case_id, call.body.reasons, call.once)


@routes.post("/cases/{case_id}/correction-request", staff(Role.CLERK), body="CorrectionInput", answer="CaseBody")
def request_correction(call: Call, case_id: str) -> dict[str, Any]:
    """补正告知 — tell once everything that must be corrected."""
    said = call.body
    return correction.request_correction(wiring.cases(), call.caller, case_id, said.findings, said.notice, call.once)


@routes.post("/cases/{case_id}/decision", staff(Role.CHIEF_REPRESENTATIVE), body="DecisionInput", answer="CaseBody")
def decide_case(call: Call, case_id: str) -> dict[str, Any]:
    """作出决定 — grant or refuse."""
    result = DecisionResult(call.body.result)
    return decision.decide(wiring.cases(), call.caller, case_id, result, call.body.reasons, call.once)


@routes.post("/cases/{case_id}/conclusion", staff(Role.CLERK), body="Nothing", answer="CaseBody")
def conclude_case(call: Call, case_id: str) -> dict[str, Any]:
    """办结 — conclude the case."""
    return conclusion.conclude(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/service-of-result", staff(Role.CLERK), body="Service", answer="CaseBody")
def serve_result(call: Call, case_id: str) -> dict[str, Any]:
    """送达 — record how the result reached the applicant."""
    return service_of_result.serve(wiring.cases(), call.caller, case_id, call.body.manner, call.once)

"""The legal acts of staff. Each loads what it needs itself; acceptance is what starts a desk's day."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.desk import acceptance
from chalicelib.cases.routes.access import desk as staff
from chalicelib.cases.rules import DecisionResult
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.post("/cases/{case_id}/acceptance", staff(Role.CLERK), body="Acceptance", answer="CaseBody")
def accept_case(call: Call, case_id: str) -> dict[str, Any]:
    """受理 — accept the application; the limits run from here."""
    return acceptance.accept(wiring.cases(), call.caller, case_id, call.once, tolerant=call.body.tolerant)


@routes.post("/cases/{case_id}/declination", staff(Role.CLERK), body="DeclinationInput", answer="CaseBody")
def decline_case(call: Call, case_id: str) -> dict[str, Any]:
    """不予受理 — decline the application: on which of the law's reasons, why, and what can be done instead."""
    from chalicelib.cases.desk import declination

    said = call.body
    declined = declination.Declined(tuple(said.grounds), said.reasons, said.how_to_qualify, said.competent_office)
    return declination.decline(wiring.cases(), call.caller, case_id, declined, call.once)


@routes.post("/cases/{case_id}/correction-request", staff(Role.CLERK), body="CorrectionInput", answer="CaseBody")
def request_correction(call: Call, case_id: str) -> dict[str, Any]:
    """补正告知 — tell once everything that must be corrected."""
    from chalicelib.cases.desk import correction

    said = call.body
    return correction.request_correction(wiring.cases(), call.caller, case_id, said.findings, said.notice, call.once)


@routes.post("/cases/{case_id}/decision", staff(Role.CHIEF_REPRESENTATIVE), body="DecisionInput", answer="CaseBody")
def decide_case(call: Call, case_id: str) -> dict[str, Any]:
    """作出决定 — grant or refuse, under a letter of authorisation that is in force."""
    from chalicelib.cases.desk import decision

    said = call.body
    ruled = decision.Ruled(DecisionResult(said.result), said.reasons, said.how_to_qualify, said.manner, said.record)
    return decision.decide(wiring.cases(), call.caller, case_id, ruled, call.once)


@routes.post("/cases/{case_id}/conclusion", staff(Role.CLERK), body="Nothing", answer="CaseBody")
def conclude_case(call: Call, case_id: str) -> dict[str, Any]:
    """办结 — conclude the case."""
    from chalicelib.cases.desk import conclusion

    return conclusion.conclude(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/service-of-result", staff(Role.CLERK), body="Service", answer="CaseBody")
def serve_result(call: Call, case_id: str) -> dict[str, Any]:
    """送达 — record how the result reached the applicant, and what proves it."""
    from chalicelib.cases.desk import service_of_result

    said = call.body
    return service_of_result.serve(wiring.cases(), call.caller, case_id, said.manner, said.proof, call.once)


@routes.post("/cases/{case_id}/return", staff(Role.CLERK), body="ReturnInput", answer="CaseBody")
def return_case(call: Call, case_id: str) -> dict[str, Any]:
    """退件 — return an application that was not corrected in time."""
    from chalicelib.cases.desk import returning

    return returning.return_case(wiring.cases(), call.caller, case_id, call.body.notice, call.once)

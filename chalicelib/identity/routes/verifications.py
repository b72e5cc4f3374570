"""Proving who somebody is: online, and at a window."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.proving.in_person import Presented
from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.source import source
from chalicelib.wiring import persons as wiring

routes = Routes("identity")

CITIZEN = Access(citizens=True)
WINDOW = Access(roles=frozenset({Role.CLERK}))
IN_CHARGE = Access(roles=frozenset({Role.HALL_MANAGER, Role.CHIEF_REPRESENTATIVE}))


@routes.post("/me/verifications", CITIZEN, body="NewVerification", answer="Verification")
def verify_me(call: Call) -> dict[str, Any]:
    """实名认证 — prove who the caller is: by name and number at once; by face or at a window in a second step."""
    asked = call.body
    if asked.method == "face":
        return wiring.faces().begin(call.caller, call.once)
    if asked.method == "in_person":
        return wiring.in_person().begin(call.caller, call.once)
    name, number, address = asked.name.strip(), asked.resident_id, source(call.source_ip)
    return wiring.verifications().verify(call.caller, name, number, call.once, address)


@routes.post("/me/verifications/{verification_id}/result", CITIZEN, body="Nothing", answer="Verification")
def show_my_result(call: Call, verification_id: str) -> dict[str, Any]:
    """认证结果 — ask how the second step ended; what the phone says of it does not count."""
    return wiring.results().result(call.caller, verification_id, call.once)


@routes.post("/desk/identity-confirmations", WINDOW, body="Presented", answer="IdentityConfirmation")
def confirm_identity(call: Call) -> dict[str, Any]:
    """当面核验 — confirm a person who is present with their certificate."""
    said = call.body
    presented = Presented(
        name=said.name.strip(),
        resident_id=said.resident_id,
        certificate=said.certificate,
        confirmation_code=said.confirmation_code,
        reason=said.reason,
        guardian_present=said.guardian_present,
    )
    return wiring.in_person().confirm(call.caller, presented, call.once)


@routes.post("/desk/account-splits", IN_CHARGE, body="AccountSplit", answer="AccountSplitDone")
def split_account(call: Call) -> dict[str, Any]:
    """账号更正 — take an account away from a person whose number its user had no right to."""
    said = call.body
    return wiring.accounts().split(call.caller, said.person_id, said.account_id, said.reason, call.once)

"""签发授权: what chief representatives may sign."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.wiring import staff as wiring

routes = Routes("staff")

ADMINISTRATOR = Access(roles=frozenset({Role.ADMINISTRATOR}))
KEEPERS = Access(roles=frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR}))


@routes.post(
    "/staff/{staff_no}/signing-authorities",
    access=ADMINISTRATOR,
    body="NewSigningAuthority",
    answer="SigningAuthorityBody",
)
def give_signing_authority(call: Call, staff_no: str) -> dict[str, Any]:
    """登记签发授权 — enter the letter under which a chief representative signs, for at least a year."""
    from chalicelib.staff.authority import SigningPower
    from chalicelib.staff.signing import Letter

    body = call.body
    letter = Letter(
        department=body.department,
        divisions=tuple(dict.fromkeys(body.divisions)),
        item_codes=tuple(dict.fromkeys(body.item_codes)),
        document_no=body.document_no.strip(),
        powers=frozenset(map(SigningPower, body.powers)),
        from_on=body.from_on,
        until_on=body.until_on,
    )
    return wiring.signing_letters().give(staff_number(staff_no), letter, call.caller, call.once)


@routes.get("/staff/{staff_no}/signing-authorities", access=KEEPERS, answer="SigningAuthorityList")
def list_signing_authorities(call: Call, staff_no: str) -> dict[str, Any]:
    """签发授权列表 — what somebody may sign, lately, now and later."""
    return wiring.signing_letters().listed(staff_number(staff_no))


@routes.post(
    "/staff/{staff_no}/signing-authorities/{authority_no}/revocation",
    access=ADMINISTRATOR,
    body="Nothing",
    answer="SigningAuthorityBody",
)
def revoke_signing_authority(call: Call, staff_no: str, authority_no: str) -> dict[str, Any]:
    """撤销签发授权 — end a signing authority today."""
    return wiring.signing_letters().revoke(staff_number(staff_no), staff_number(authority_no), call.caller, call.once)

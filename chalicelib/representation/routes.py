"""Organisations that one represents, and authorisations given and received."""

from __future__ import annotations

from typing import Any

from chalicelib.representation import at_window, giving, organisations, sides
from chalicelib.representation.asking import Asked, Grantee, field_of
from chalicelib.representation.rules import REPRESENTATIVE_ASSURANCE_LEVEL, EndingGround, Kind, Scope
from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import representation as wiring

routes = Routes("representation")
KNOWN = Access(citizens=True, least_assurance_level=2)
BY_FACE = Access(citizens=True, least_assurance_level=REPRESENTATIVE_ASSURANCE_LEVEL)

WINDOW = Access(roles=frozenset({Role.CLERK, Role.HALL_MANAGER}))


@routes.post("/me/organisations", BY_FACE, body="NewOrganisation", answer="OrganisationBody")
def join_organisation(call: Call) -> dict[str, Any]:
    """关联单位 — become known as the legal representative of an organisation."""
    return organisations.join(wiring.representation(), call.caller, call.body.uscc, call.once)


@routes.get("/me/organisations", KNOWN, query="PageQuery", answer="OrganisationList")
def my_organisations(call: Call) -> dict[str, Any]:
    """我的单位 — the organisations that one represents."""
    return organisations.listed(wiring.representation(), call.caller, call.query.limit, call.query.cursor)


@routes.post("/me/organisations/{organisation_id}/departure", BY_FACE, body="Nothing", answer="OrganisationBody")
def leave_organisation(call: Call, organisation_id: str) -> dict[str, Any]:
    """解除关联 — give up being an organisation's legal representative here."""
    return organisations.leave(wiring.representation(), call.caller, organisation_id, call.once)


@routes.post("/authorisations", KNOWN, body="NewAuthorisation", answer="AuthorisationBody")
def authorise(call: Call) -> dict[str, Any]:
    """授权代办 — authorise an agent (at level 3) or a relative, or record a guardian."""
    return giving.give(wiring.representation(), call.caller, _asked(call.body), call.once)


@routes.get("/authorisations", KNOWN, query="AuthorisationQuery", answer="AuthorisationList")
def list_authorisations(call: Call) -> dict[str, Any]:
    """我的授权 — authorisations given and received, or those that an organisation gave."""
    asked = call.query
    if asked.organisation_id is None:
        return sides.given_and_received(wiring.representation(), call.caller, asked.limit, asked.cursor)
    return sides.given_by_organisation(
        wiring.representation(), call.caller, asked.organisation_id, asked.limit, asked.cursor
    )


@routes.get("/authorisations/{authorisation_id}", KNOWN, answer="AuthorisationBody")
def read_authorisation(call: Call, authorisation_id: str) -> dict[str, Any]:
    """授权详情 — one authorisation, for its two sides."""
    return sides.one(wiring.representation(), call.caller, authorisation_id)


@routes.post("/authorisations/{authorisation_id}/revocation", KNOWN, body="Nothing", answer="AuthorisationBody")
def end_authorisation(call: Call, authorisation_id: str) -> dict[str, Any]:
    """撤销或辞去授权 — end an authorisation at once, from either side."""
    return sides.end(wiring.representation(), call.caller, authorisation_id, call.once)


@routes.post(
    "/desk/authorisations/{authorisation_id}/revocation", WINDOW, body="EndingAtWindow", answer="EndedAtWindow"
)
def end_at_window(call: Call, authorisation_id: str) -> dict[str, Any]:
    """窗口终止授权 — end an authorisation for somebody who is present, or a guardianship upon proof."""
    ground = EndingGround(call.body.ground)
    return at_window.end(wiring.representation(), call.caller, authorisation_id, ground, call.body.reason, call.once)


def _asked(body: Any) -> Asked:
    kind = Kind(body.kind)
    named = getattr(body, field_of(kind))
    return Asked(
        kind=kind,
        organisation_id=body.principal,
        named=Grantee(named["name"].strip(), named["resident_id"]) if named else None,
        scope=frozenset(map(Scope, body.scope)),
        items=frozenset(body.items) if body.items else None,
        ends_on=body.ends_on,
        reason=body.reason,
    )

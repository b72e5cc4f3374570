"""How authorisations are shown: masked, whichever side looks."""

from __future__ import annotations

from typing import Any

from chalicelib.representation.parts import Parts
from chalicelib.representation.records import (
    GRANTEE_NAME_SEAL,
    GRANTEE_NUMBER_SEAL,
    REASON_SEAL,
    Authorisation,
    Principal,
)
from chalicelib.representation.rules import standing
from chalicelib.shared.masking import masked_name, masked_number
from chalicelib.shared.owners import is_organisation

GIVEN, RECEIVED = "given", "received"


def body(parts: Parts, authorisation: Authorisation, principal: Principal | None, side: str) -> dict[str, Any]:
    """An authorisation as `side` sees it. Names are null once the principal was erased."""
    return {
        "authorisation_id": authorisation.authorisation_id,
        "kind": str(authorisation.kind),
        "side": side,
        "status": standing(authorisation.state, authorisation.ends_on, parts.law.today()),
        "principal": {
            "principal_id": authorisation.principal,
            "kind": "organisation" if is_organisation(authorisation.principal) else "person",
            "name": shown_name(principal) if principal else None,
        },
        "grantee": _grantee(parts, authorisation, principal),
        "scope": sorted(authorisation.scope),
        "items": None if authorisation.items is None else sorted(authorisation.items),
        "given_at": authorisation.given_at,
        "ends_on": authorisation.ends_on.isoformat(),
        "ended_at": authorisation.ended_at,
        "reason": parts.sealer.open(principal.salt, authorisation.reason, REASON_SEAL) if principal else None,
        "version": authorisation.version,
    }


def shown_name(principal: Principal) -> str:
    """Organisations' names are public, persons' are masked."""
    return principal.name if is_organisation(principal.principal_id) else masked_name(principal.name)


def _grantee(parts: Parts, authorisation: Authorisation, principal: Principal | None) -> dict[str, str | None]:
    if principal is None:
        return {"name": None, "resident_id": None}
    name = parts.sealer.open(principal.salt, authorisation.grantee_name, GRANTEE_NAME_SEAL)
    number = parts.sealer.open(principal.salt, authorisation.grantee_number, GRANTEE_NUMBER_SEAL)
    return {"name": masked_name(name), "resident_id": masked_number(number)}

"""A round through acting for others: an organisation with its agent, and a case that a friend applies for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from chalicelib.shared.clocks import SHANGHAI
from infra.bench.city import number_of
from infra.bench.people import Person

ORGANISATION = "11440300MB2D000020"
"""Whose legal representative is `walk_persons.WHO`."""
_DAYS = timedelta(days=30)


def organisation(representative: Person, agent: str, clerk: Person) -> None:
    """Bind an organisation, give it an agent, another whom a window takes away again, and let it go."""
    bound = representative.post("/v1/me/organisations", {"uscc": ORGANISATION})
    representative.get("/v1/me/organisations")
    given = representative.post("/v1/authorisations", {**_given("agent", agent), "principal": bound["organisation_id"]})
    representative.post(f"/v1/authorisations/{given['authorisation_id']}/revocation")
    given = representative.post("/v1/authorisations", {**_given("agent", agent), "principal": bound["organisation_id"]})
    ended = {"ground": "cancelled", "reason": "法定代表人到场要求终止"}
    clerk.post(f"/v1/desk/authorisations/{given['authorisation_id']}/revocation", ended)
    representative.post(f"/v1/me/organisations/{bound['organisation_id']}/departure")


def friend(principal: Person, name: str) -> str:
    """Authorise a friend to apply; the authorisation's id."""
    given = principal.post("/v1/authorisations", _given("family", name))
    principal.get("/v1/authorisations")
    principal.get(f"/v1/authorisations/{given['authorisation_id']}")
    return str(given["authorisation_id"])


def _given(kind: str, name: str) -> dict[str, Any]:
    ends_on = datetime.now(SHANGHAI).date() + _DAYS
    grantee = {"name": name, "resident_id": number_of(name)}
    return {"kind": kind, "grantee": grantee, "scope": ["apply"], "ends_on": str(ends_on), "reason": "本人在外地"}

"""Bodies and answers of representation's routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.schema import Model, Query, ShortText

Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
Number = Annotated[str, StringConstraints(max_length=64)]
OrganisationId = Annotated[str, StringConstraints(pattern=r"^org-[0-9A-Z]{26}$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")]
GivenScope = Literal["apply", "view", "collect"]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, StringConstraints(max_length=1000)]


class NewOrganisation(Model):
    """The credit code of the organisation whose legal representative the caller is."""

    uscc: Number


class OrganisationBody(Model):
    """An organisation. `since` is when the present legal representative was recorded."""

    organisation_id: str
    name: str
    uscc: str
    since: str
    is_representative: bool


class OrganisationList(Model):
    """The organisations whose legal representative the caller is."""

    organisations: list[OrganisationBody]
    next_cursor: str | None


class Named(Model):
    """Somebody, whether or not they use this service yet."""

    name: Name
    resident_id: Number


class NewAuthorisation(Model):
    """`principal` is the organisation, for an agent. A guardian names the ward alone, and gets every scope and item.

    `items` null is all items. `ends_on` is the last day.
    """

    kind: Literal["agent", "family", "guardian"]
    principal: OrganisationId | None = None
    grantee: Named | None = None
    ward: Named | None = None
    scope: list[GivenScope] = Field(default_factory=list, max_length=3)
    items: Annotated[list[ItemCode], Field(min_length=1, max_length=50)] | None = None
    ends_on: date | None = None
    reason: ShortText


class Nothing(Model):
    """An act that says no more than that it is done."""


class EndingAtWindow(Model):
    """Why a window ends an authorisation: `cancelled` by a side that is present; the others for guardianships alone."""

    ground: Literal["cancelled", "guardianship_ended", "guardian_disqualified"]
    reason: ShortText


class EndedAtWindow(Model):
    """An authorisation that a window ended. It names nobody."""

    authorisation_id: str
    kind: Literal["agent", "family", "guardian"]
    status: Literal["revoked"]
    ended_at: str
    version: int


class PrincipalBody(Model):
    """Who is acted for: persons masked, null once erased; organisations in full."""

    principal_id: str
    kind: Literal["person", "organisation"]
    name: str | None


class GranteeBody(Model):
    """Who acts, masked."""

    name: str | None
    resident_id: str | None


class AuthorisationBody(Model):
    """An authorisation, as the caller's side of it."""

    authorisation_id: str
    kind: Literal["agent", "family", "guardian"]
    side: Literal["given", "received"]
    status: Literal["active", "ended", "revoked", "renounced"]
    principal: PrincipalBody
    grantee: GranteeBody
    scope: list[GivenScope]
    items: list[str] | None
    given_at: str
    ends_on: str
    ended_at: str | None
    reason: str | None
    version: int


class AuthorisationList(Model):
    """Part of what the caller, or an organisation, gave, and the caller was given: newest first."""

    authorisations: list[AuthorisationBody]
    next_cursor: str | None


class PageQuery(Query):
    """Part of a list."""

    limit: Limit = 20
    cursor: Cursor | None = None


class AuthorisationQuery(PageQuery):
    """What an organisation gave, for its legal representative."""

    organisation_id: OrganisationId | None = None

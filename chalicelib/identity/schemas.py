"""Bodies and answers of identity's routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.access import Role
from chalicelib.shared.schema import Model, PageQuery, ShortText

StaffNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
Password = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]


class WeChatLogIn(Model):
    """The code that `wx.login` gave the mini-program."""

    code: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$")]


class StaffLogIn(Model):
    """工号 and password."""

    staff_no: StaffNo
    password: Password


class Refresh(Model):
    """The refresh token of the last pair."""

    refresh_token: Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Tokens(Model):
    """`expires_in` and `refresh_expires_in` are seconds."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class Me(Model):
    """The caller. Citizens are shown masked; `refresh_required` says that the tokens know less than the city does."""

    kind: Literal["citizen", "staff"]
    name: str | None
    person_id: str | None = None
    assurance_level: int | None = None
    refresh_required: bool | None = None
    resident_id: str | None = None
    staff_no: str | None = None
    roles: list[Role] | None = None
    departments: list[str] | None = None
    divisions: list[str] | None = None
    duties: list[str] | None = None


class NewVerification(Model):
    """Name and number as they stand on the certificate."""

    method: Literal["name_number"]
    name: Name
    resident_id: ShortText


class Verification(Model):
    """A confirmed verification. Refresh the tokens: the old ones still carry the old level, perhaps another person."""

    verification_id: str
    method: Literal["name_number"]
    status: Literal["confirmed"]
    assurance_level: int
    refresh_required: bool


class Jwk(Model):
    """A public key (RFC 7517)."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str
    kid: str
    use: Literal["sig"]
    alg: Literal["ES256"]


class Jwks(Model):
    """A set of public keys (RFC 7517)."""

    keys: list[Jwk]


class AccessLogQuery(PageQuery):
    """A period of at most 92 civil dates, both included, and a reader, a person, or both."""

    from_: date = Field(alias="from")
    to: date
    reader: StaffNo | None = None
    person: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")] | None = None


class OpenedBy(Model):
    """Staff by number. `departments` are those of the posts by which they read, `*` is all of them."""

    staff_no: str
    departments: list[str]
    stands_in_for: str | None


class OpenedFor(Model):
    """Why: what staff were at work on, and the number by which the person knows it."""

    kind: str
    id: str | None
    wording: str
    case_no: str | None


class OpenedPart(Model):
    """What was opened at once."""

    kind: str
    id: str | None
    wording: str


class AccessLogEntry(Model):
    """One opening of a person's data by staff. `act_id` is what to quote when asking about it."""

    act_id: str
    opened_at: str
    who: OpenedBy
    why: OpenedFor
    what: OpenedPart


class AccessLog(Model):
    """Part of who opened the caller's data."""

    entries: list[AccessLogEntry]
    next_cursor: str | None


class AuditedEntry(AccessLogEntry):
    """The same, and whose data it was."""

    person_id: str


class AuditedAccessLog(Model):
    """Part of what was found."""

    entries: list[AuditedEntry]
    next_cursor: str | None

"""Bodies and answers of identity's routes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from chalicelib.identity.access_schemas import (  # noqa: F401 - routes name models of this module
    AccessLog,
    AccessLogQuery,
    AuditedAccessLog,
    PageQuery,
    StaffNo,
)
from chalicelib.identity.person_schemas import (  # noqa: F401 - routes name models of this module
    Account,
    AccountList,
    AccountSplit,
    AccountSplitDone,
    Closure,
    ClosureWithdrawal,
    IdentityConfirmation,
    KioskBody,
    KioskLogIn,
    NewKiosk,
    NewVerification,
    OwnAccount,
    Phone,
    PhoneCode,
    Presented,
    RegisteredKiosk,
    Unbinding,
    Verification,
)
from chalicelib.shared.access import Role
from chalicelib.shared.schema import Model

Password = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Device(Model):
    """What the list of one's log-ins calls the device by."""

    name: Annotated[str, StringConstraints(max_length=64, pattern=r"\S")]


class WeChatLogIn(Model):
    """The code that `wx.login` gave the mini-program."""

    code: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$")]
    device: Device | None = None


class StaffLogIn(Model):
    """工号, password, and the one-time code (RFC 6238) of who has a second factor."""

    staff_no: StaffNo
    password: Password
    totp_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] | None = None
    device: Device | None = None


class Refresh(Model):
    """The refresh token of the last pair."""

    refresh_token: Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Tokens(Model):
    """`expires_in` and `refresh_expires_in` are seconds; the latter begins anew with each refresh, up to the end.

    `duties` are what staff have to do before they hold any post.
    """

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str
    refresh_expires_in: int
    duties: list[str] | None = None


class OwnSession(Model):
    """A log-in. `used_at` is when it was last refreshed, `expires_at` when it goes unless it is refreshed again."""

    session_id: str
    device: str | None
    channel: str
    opened_at: str
    used_at: str
    expires_at: str
    current: bool


class OwnSessions(Model):
    """Where the caller is logged in, the session used last first."""

    sessions: list[OwnSession]


class AccountEvent(Model):
    """What happened, and when; `said` are the facts that the act tells in the open."""

    act_id: str
    at: str
    type: str
    wording: str
    channel: str
    said: dict[str, str | int]


class AccountEvents(Model):
    """Part of what happened to the caller's account, newest first."""

    entries: list[AccountEvent]
    next_cursor: str | None


class Me(Model):
    """The caller. Citizens are shown masked; `refresh_required` says that the tokens know less than the city does.

    `closes_on` is the date on which a closing that was asked for goes on; until then it may be withdrawn.
    """

    kind: Literal["citizen", "staff"]
    name: str | None
    person_id: str | None = None
    assurance_level: int | None = None
    refresh_required: bool | None = None
    resident_id: str | None = None
    phone: str | None = None
    closes_on: str | None = None
    staff_no: str | None = None
    roles: list[Role] | None = None
    departments: list[str] | None = None
    divisions: list[str] | None = None
    duties: list[str] | None = None


class Nothing(Model):
    """An empty object."""


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

"""Bodies and answers of identity's routes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, StringConstraints

from chalicelib.identity.access_schemas import (  # noqa: F401 - routes name models of this module
    AccessLog,
    AccessLogQuery,
    AuditedAccessLog,
    PageQuery,
    StaffNo,
)
from chalicelib.shared.access import Role
from chalicelib.shared.certificates import Certificate
from chalicelib.shared.schema import Model, ShortText

Password = Annotated[str, StringConstraints(min_length=1, max_length=128)]
KioskNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
NAME_AND_NUMBER: dict[str, Any] = {
    "if": {"properties": {"method": {"const": "name_number"}}},
    "then": {
        "required": ["name", "resident_id"],
        "properties": {"name": {"type": "string"}, "resident_id": {"type": "string"}},
    },
}


class Device(Model):
    """What the list of one's log-ins calls the device by."""

    name: Annotated[str, StringConstraints(max_length=64, pattern=r"\S")]


class WeChatLogIn(Model):
    """The code that `wx.login` gave the mini-program."""

    code: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$")]
    device: Device | None = None


class KioskLogIn(Model):
    """What a kiosk proves itself with, and name and number as it read them from the card."""

    kiosk_no: KioskNo
    secret: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$")]
    name: Name
    resident_id: ShortText


class NewKiosk(Model):
    """A kiosk, and where it stands."""

    kiosk_no: KioskNo
    place: ShortText


class KioskBody(Model):
    """A kiosk."""

    kiosk_no: str
    place: str


class RegisteredKiosk(KioskBody):
    """`secret` is shown this once: it goes into the machine and nowhere else."""

    secret: str


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


class PhoneCode(Model):
    """The code that `getPhoneNumber` gave the mini-program."""

    code: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$")]


class Phone(Model):
    """The number, masked."""

    phone: str
    assurance_level: int
    refresh_required: bool


class NewVerification(Model):
    """How somebody wants to prove who they are.

    Name and number, as they stand on the certificate, go with `name_number`; the other ways use what was verified.
    """

    model_config = ConfigDict(json_schema_extra=NAME_AND_NUMBER)

    method: Literal["name_number", "face", "in_person"]
    name: Name | None = None
    resident_id: ShortText | None = None


class Verification(Model):
    """A verification. Once confirmed, refresh the tokens: the old ones carry the old level, perhaps another person.

    Pending: `verify_id` is for `wx.requestFacialVerify`, `confirmation_code` to show at a window; `expires_in` seconds.
    A level held by the session ends at `good_until`.
    """

    verification_id: str
    method: Literal["name_number", "face", "in_person"]
    status: Literal["pending", "confirmed"]
    assurance_level: int | None = None
    refresh_required: bool | None = None
    verify_id: str | None = None
    confirmation_code: str | None = None
    expires_in: int | None = None
    good_until: str | None = None


class Account(Model):
    """One account, masked. `joined_at` is when it came to the person."""

    account_id: str
    channel: Literal["miniprogram", "kiosk"]
    assurance_level: int
    phone: str | None
    joined_at: str


class OwnAccount(Account):
    """`current` is the one that asks."""

    current: bool


class AccountList(Model):
    """All accounts of the caller, in the order in which they came."""

    accounts: list[OwnAccount]


class Unbinding(Model):
    """`signed_out` says that it was the one that asked."""

    account_id: str
    signed_out: bool


class Closure(Model):
    """What will happen, and when (dates)."""

    state: Literal["closing"]
    closes_on: str
    records_kept_until: str | None
    consequences: list[str]


class ClosureWithdrawal(Model):
    """Everything is as it was."""

    state: Literal["active"]


class Presented(Model):
    """What a clerk has before them: a person and their certificate.

    `reason` is why somebody whom the register does not know is confirmed all the same; `guardian_present` is needed
    for those under 16.
    """

    name: Name
    resident_id: ShortText
    certificate: Certificate
    confirmation_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")] | None = None
    reason: ShortText | None = None
    guardian_present: bool = False


class IdentityConfirmation(Model):
    """The person, known in person from now on, and the accounts that act for them, masked."""

    person_id: str
    assurance_level: int
    account_id: str | None
    accounts: list[Account]


class AccountSplit(Model):
    """Which account is taken away from whom, as an identity confirmation has named them, and why."""

    person_id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{26}$")]
    account_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    reason: ShortText


class AccountSplitDone(Model):
    """The number stays with the person."""

    person_id: str
    account_id: str


class Nothing(Model):
    """An empty object, or no body at all."""


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

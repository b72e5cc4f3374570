"""Bodies and answers of the routes about persons, accounts and kiosks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, StringConstraints

from chalicelib.shared.certificates import Certificate
from chalicelib.shared.schema import Model, ShortText

KioskNo = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{3,20}$")]
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"\S")]
NAME_AND_NUMBER: dict[str, Any] = {
    "if": {"properties": {"method": {"const": "name_number"}}},
    "then": {
        "required": ["name", "resident_id"],
        "properties": {"name": {"type": "string"}, "resident_id": {"type": "string"}},
    },
}


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
    """The person, known in person from now on, and the accounts that act for them, masked.

    `verification_id` is how window intake names the person whom this clerk has before them, for `expires_in` seconds.
    """

    verification_id: str
    expires_in: int
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

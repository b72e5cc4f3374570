"""What identity keeps of accounts and persons. Clear text is nowhere in here."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chalicelib.identity.rules import Level
from chalicelib.shared.acts import Chain

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
NAME_SEAL = "name"
NUMBER_SEAL = "resident_id"
OPENID_SEAL = "openid"
SESSION_KEY_SEAL = "session_key"
PHONE_SEAL = "phone"
DEVICE_SEAL = "device"
VERIFY_ID_SEAL = "verify_id"
REASON_SEAL = "reason"


class AccountKind(StrEnum):
    """Through what somebody comes to us."""

    WECHAT = "wechat"
    KIOSK = "kiosk"


class Account(NamedTuple):
    """One WeChat user of our mini-program, or one person at our kiosks, and the person it acts for.

    openid, session_key and phone are sealed under its salt; `joined_at` (RFC 3339) is when it came to its person.
    Sessions opened before `sessions_from` (RFC 3339) are over.
    """

    account_id: str
    person_id: str
    level: Level
    salt: str
    openid: str = ""
    session_key: str = ""
    phone: str | None = None
    kind: AccountKind = AccountKind.WECHAT
    joined_at: str = ""
    sessions_from: str = ""
    version: int | None = None


class PersonState(StrEnum):
    """Whether the city still serves somebody through accounts, and still knows who they are."""

    ACTIVE = "active"  # with a `due_on` only who was opened again without an account
    CLOSING = "closing"  # asked for; may be taken back until `due_on`
    CLOSED = "closed"  # no accounts; on `due_on` it is asked whether the law still wants their records kept
    ERASED = "erased"  # nothing is left but a chain that names nobody


GONE = frozenset({PersonState.CLOSED, PersonState.ERASED})
"""What is kept of them, if anything, is used for nothing else (个人信息保护法 Art. 47)."""


class Parting(NamedTuple):
    """An account left its person then (RFC 3339, law time); `anothers` if it turned out never to be theirs."""

    account_id: str
    at: str
    anothers: bool


class PersonRecord(NamedTuple):
    """自然人. Until verified it has no name and no number; both are sealed under its salt.

    `accounts` are all that act for it, `partings` those that did; `number_key` is the keyed hash that it is found by,
    and on `due_on` the daily function goes on with closing or erasing it. A window saw it first at `seen_at`, RFC 3339.
    """

    person_id: str
    salt: str
    level: Level
    chain: Chain
    name: str | None = None
    resident_id: str | None = None
    accounts: tuple[str, ...] = ()
    number_key: str | None = None
    state: PersonState = PersonState.ACTIVE
    due_on: date | None = None
    partings: tuple[Parting, ...] = ()
    seen_at: str = ""
    version: int | None = None


def staff_salt(staff_no: str) -> str:
    """Under which the names of staff's devices are sealed: they last as long as a session, and are no person's."""
    return f"staff/{staff_no}"


def unknown_person(person_id: str, salt: str, *accounts: str) -> PersonRecord:
    """Somebody of whom nothing is known yet but the accounts."""
    return PersonRecord(person_id, salt, Level.OPENID, Chain(f"person#{person_id}"), accounts=accounts)

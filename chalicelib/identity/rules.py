"""Persons, accounts, staff and session families: what they are, and what may happen to them. No clock, no store."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Literal

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.errors import Fault, Invalid

REFRESH_GRACE = timedelta(seconds=60)
FAMILY_LIFE = {"citizen": timedelta(days=30), "staff": timedelta(hours=12)}
SEPARATE_POWERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
NAME_SEAL = "name"
NUMBER_SEAL = "resident_id"
OPENID_SEAL = "openid"
SESSION_KEY_SEAL = "session_key"

_REFRESH_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", re.ASCII)


class Level(IntEnum):
    """实名等级: how surely we know who somebody is."""

    OPENID = 0
    PHONE = 1
    NAME_NUMBER = 2
    FACE = 3
    IN_PERSON = 4


@dataclass(frozen=True)
class Account:
    """One WeChat user of our mini-program, and the person it acts for. openid and session_key are sealed."""

    account_id: str
    person_id: str
    level: Level
    salt: str
    openid: str = ""
    session_key: str = ""
    version: int | None = None


@dataclass(frozen=True)
class PersonRecord:
    """自然人. Until verified it has no name and no number; both are sealed under its salt."""

    person_id: str
    salt: str
    level: Level
    chain: Chain
    name: str | None = None
    resident_id: str | None = None
    version: int | None = None


class StaffState(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


@dataclass(frozen=True)
class Staff:
    """A member of staff. The name is sealed under the salt; the password is an argon2id PHC string."""

    staff_no: str
    salt: str
    name: str
    password: str
    roles: frozenset[Role]
    departments: tuple[str, ...]
    divisions: tuple[str, ...]
    state: StaffState
    chain: Chain
    version: int | None = None

    @property
    def active(self) -> bool:
        return self.state is StaffState.ACTIVE


@dataclass(frozen=True)
class Family:
    """The refresh tokens that descend from one log-in. Only their SHA-256 is kept.

    `pair` is the answer to the last rotation, sealed under the token that it replaced.
    """

    session_id: str
    kind: Literal["citizen", "staff"]
    holder: str
    channel: str
    current: str
    ends_at: datetime
    previous: str | None = None
    rotated_at: datetime | None = None
    pair: str | None = None
    version: int | None = None


class Presented(StrEnum):
    """What a refresh token is to its family."""

    CURRENT = "current"
    REPEATED = "repeated"
    REUSED = "reused"


def presented(family: Family, digest: str, now: datetime) -> Presented:
    """Judge a token by its digest. The one just replaced may come again for 60 seconds: answers get lost."""
    if digest == family.current:
        return Presented.CURRENT
    recent = family.rotated_at is not None and now - family.rotated_at <= REFRESH_GRACE
    return Presented.REPEATED if recent and digest == family.previous else Presented.REUSED


def rotated(family: Family, digest: str, pair: str, now: datetime) -> Family:
    """The family after its current token was exchanged for the one with `digest`."""
    return replace(family, current=digest, previous=family.current, rotated_at=now, pair=pair)


def is_refresh_token(text: str) -> bool:
    """Whether `text` has the form of one: `<handle>.<secret>`.

    The handle is as secret as the rest (the session id is only its digest), so whoever has it once held a token
    of this family, and nobody else can end it by making one up.
    """
    return _REFRESH_TOKEN.fullmatch(text) is not None


def unknown_person(person_id: str, salt: str) -> PersonRecord:
    """Somebody of whom nothing is known yet but that they use WeChat."""
    return PersonRecord(person_id, salt, Level.OPENID, Chain(f"person#{person_id}"))


def require_separate_powers(roles: AbstractSet[Role]) -> None:
    """三权分立: administrator, security administrator and auditor are three different people."""
    if len(roles & SEPARATE_POWERS) > 1:
        raise Invalid("body_invalid", faults=[Fault("/roles", "powers_not_separate")])


def masked_name(name: str) -> str:
    """张三丰 → 张**."""
    return name[:1] + "*" * (len(name) - 1)


def masked_number(number: str) -> str:
    """11010519491231002X → 110***********002X: neither the county nor the birth date shows."""
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"

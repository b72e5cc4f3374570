"""Staff passwords: argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, 2, 1)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from chalicelib.shared.errors import Fault
from chalicelib.staff.records import Credentials

MEMORY_KIB = 19 * 1024
ITERATIONS = 2
LANES = 1
LENGTH = 32
SALT_BYTES = 16

# Checked when the number is unknown, so that the answer takes as long as for a wrong password. Nobody knows its text.
DECOY = "$argon2id$v=19$m=19456,t=2,p=1$dH+spjFlXOHG88e/GsuoFQ$TH39XngE1qZALW24EgF9UTwY1Jxze9vmozutS7NNOEc"


class Policy(Protocol):
    """口令策略 of the city: the document `passwords` of its configuration."""

    @property
    def least_length(self) -> int: ...

    @property
    def classes(self) -> int: ...

    @property
    def age_days(self) -> int: ...

    @property
    def temporary_hours(self) -> int: ...

    @property
    def history(self) -> int: ...


def hash_password(password: str) -> str:
    """The PHC string to keep."""
    kdf = Argon2id(
        salt=os.urandom(SALT_BYTES), length=LENGTH, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return kdf.derive_phc_encoded(password.encode())


def password_fits(password: str, phc: str) -> bool:
    """Whether `password` is the one that was hashed."""
    try:
        Argon2id.verify_phc_encoded(password.encode(), phc)
    except InvalidKey:
        return False
    return True


def password_faults(pointer: str, password: str, staff_no: str, policy: Policy) -> Iterator[Fault]:
    """What makes a password too easy to guess, by the city's policy."""
    if len(password) < policy.least_length:
        yield Fault(pointer, "too_short", {"minimum": policy.least_length})
    if _classes(password) < policy.classes:
        yield Fault(pointer, "password_too_plain", {"classes": policy.classes})
    if staff_no.casefold() in password.casefold():
        yield Fault(pointer, "password_names_its_owner")


def used_before(password: str, known: Credentials, history: int) -> bool:
    """Whether it is one of their last passwords, the present one among them."""
    return any(password_fits(password, phc) for phc in remembered(known, history))


def remembered(known: Credentials, history: int) -> tuple[str, ...]:
    """The last passwords, the present one first; that one is never taken again, whatever the policy."""
    return (known.password, *known.former)[: max(1, history)]


def expired(known: Credentials, policy: Policy, now: datetime) -> bool:
    """Whether the password has to be changed by its age."""
    return now - known.set_at >= timedelta(days=policy.age_days)


def lapsed(known: Credentials, policy: Policy, now: datetime) -> bool:
    """Whether it was a temporary one, and nobody made it their own in time."""
    return known.temporary and now - known.set_at >= timedelta(hours=policy.temporary_hours)


def _classes(password: str) -> int:
    """How many of the four kinds of characters there are: capitals, small letters, digits, others."""
    return len(frozenset(_kinds(password)))


def _kinds(password: Iterable[str]) -> Iterator[str]:
    for character in password:
        if character.isascii() and character.isalnum():
            yield "digit" if character.isdigit() else "capital" if character.isupper() else "small"
        else:
            yield "other"

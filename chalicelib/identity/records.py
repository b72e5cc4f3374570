"""What identity keeps of accounts and persons. Clear text is nowhere in here."""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.identity.rules import Level
from chalicelib.shared.acts import Chain

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
NAME_SEAL = "name"
NUMBER_SEAL = "resident_id"
OPENID_SEAL = "openid"
SESSION_KEY_SEAL = "session_key"


class Account(NamedTuple):
    """One WeChat user of our mini-program, and the person it acts for. openid and session_key are sealed."""

    account_id: str
    person_id: str
    level: Level
    salt: str
    openid: str = ""
    session_key: str = ""
    version: int | None = None


class PersonRecord(NamedTuple):
    """自然人. Until verified it has no name and no number; both are sealed under its salt."""

    person_id: str
    salt: str
    level: Level
    chain: Chain
    name: str | None = None
    resident_id: str | None = None
    version: int | None = None


class Reader(NamedTuple):
    """Staff as readers of personal data in one month (`<staff no>#<yyyy-mm>`): where their access acts stand."""

    name: str
    chain: Chain
    version: int | None = None


def unknown_person(person_id: str, salt: str) -> PersonRecord:
    """Somebody of whom nothing is known yet but that they use WeChat."""
    return PersonRecord(person_id, salt, Level.OPENID, Chain(f"person#{person_id}"))

"""Consent of one person to one purpose: what it was given to, and whether it counts. Pure.

    never ──give──► given ──withdraw──► withdrawn ──give──► given …

Consent is to a wording, known by its SHA-256. When the wording in force is another, it stands on record and no longer
counts until it is given anew (个人信息保护法第十四条第二款).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from chalicelib.shared.errors import NotFound, RuleViolation


class Purpose(StrEnum):
    """What personal data may be used for, each consented to apart from the others."""

    PREFILL = "prefill"  # 预填已有信息
    CERTIFICATE_USE = "certificate_use"  # 调用电子证照
    NOTIFICATION = "notification"  # 消息通知
    FACE_VERIFICATION = "face_verification"  # 人脸核验


TITLES = {
    Purpose.PREFILL: "预填已有信息",
    Purpose.CERTIFICATE_USE: "调用电子证照",
    Purpose.NOTIFICATION: "消息通知",
    Purpose.FACE_VERIFICATION: "人脸核验",
}


class State(StrEnum):
    """Where a person stands with a purpose."""

    NEVER = "never"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Wording(NamedTuple):
    """A text as published; `version` is the number of the edition that holds it, 0 for the shipped one."""

    version: int
    text: str

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8, hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


class Consent(NamedTuple):
    """What a person last said to a purpose: to which wording they agreed, and when (RFC 3339)."""

    wording_version: int
    wording_sha256: str
    given_at: str
    withdrawn_at: str | None = None

    @property
    def state(self) -> State:
        return State.GIVEN if self.withdrawn_at is None else State.WITHDRAWN


Consents = Mapping[str, Consent]
"""A person's consents by purpose; a purpose that they never agreed to is not among them."""


class Said(NamedTuple):
    """What one act says: consent to that wording is given, or withdrawn."""

    state: State
    purpose: Purpose
    wording_version: int
    wording_sha256: str


def after(held: Consents, said: Said, at: str) -> Consents:
    """The consents after one more act: all of them are the fold of a person's acts."""
    if said.state is State.GIVEN:
        return {**held, said.purpose: Consent(said.wording_version, said.wording_sha256, at)}
    return {**held, said.purpose: held[said.purpose]._replace(withdrawn_at=at)}


def state(consent: Consent | None) -> State:
    """Where somebody stands who has this consent, or none."""
    return consent.state if consent else State.NEVER


def counts(consent: Consent | None, in_force: Wording) -> bool:
    """Whether there is consent to exactly what is said now."""
    return state(consent) is State.GIVEN and consent is not None and consent.wording_sha256 == in_force.sha256


def outdated(consent: Consent | None, in_force: Wording) -> bool:
    """Whether consent was given, and to another wording."""
    return state(consent) is State.GIVEN and not counts(consent, in_force)


def require_in_force(in_force: Wording, shown_version: int, shown_sha256: str | None) -> None:
    """Raise RuleViolation("wording_changed") unless what the person was shown is what is in force."""
    if shown_version != in_force.version or shown_sha256 not in (None, in_force.sha256):
        raise RuleViolation("wording_changed", version=in_force.version)


def purpose_named(name: str) -> Purpose:
    """The purpose of that name. Raises NotFound("purpose_not_found")."""
    if name not in Purpose.__members__.values():
        raise NotFound("purpose_not_found")
    return Purpose(name)

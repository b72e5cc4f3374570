"""What a person sends and sees of their consents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.consents.rules import Purpose
from chalicelib.shared.schema import Model, Sha256

WordingVersion = Annotated[int, Field(ge=0, le=999_999)]


class Giving(Model):
    """Agreement to the wording that was shown: its version and, to be sure of every word, its SHA-256."""

    purpose: Annotated[Purpose, Field(strict=False)]
    wording_version: WordingVersion
    wording_sha256: Sha256 | None = None


class WordingInForce(Model):
    """What is said now. `version` is the number of the published document, 0 for the shipped one."""

    version: int
    sha256: str
    text: str


class WordingGivenTo(Model):
    """Which wording was agreed to."""

    version: int
    sha256: str


class Consent(Model):
    """A purpose and where the caller stands with it.

    `outdated`: given, but to another wording than the one in force, so it does not count until given anew. Times are
    RFC 3339 in UTC. A consent that was withdrawn still tells what it had been given to, and when.
    """

    purpose: Purpose
    title: str
    wording: WordingInForce
    state: Literal["never", "given", "withdrawn"]
    given_to: WordingGivenTo | None
    given_at: str | None
    withdrawn_at: str | None
    outdated: bool


class Consents(Model):
    """Every purpose there is."""

    consents: list[Consent]

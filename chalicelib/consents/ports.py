"""What consents need from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from chalicelib.consents.rules import Consent, Purpose, Wording
from chalicelib.shared.acts import Chain

Wordings = Callable[[], Mapping[Purpose, Wording]]
"""The wording in force for each purpose."""


class PersonConsents(NamedTuple):
    """All consents of one person, and where the chain of their acts stands."""

    person_id: str
    chain: Chain
    held: Mapping[str, Consent] = {}
    version: int | None = None


class ConsentStore(Protocol):
    """Consents as stored; writes go to the committer."""

    def consents(self, person_id: str) -> PersonConsents:
        """Strongly consistent, one read; of somebody who never consented, nothing."""

    def save(self, consents: PersonConsents) -> Any:
        """Write as the successor of `consents.version`."""


def nothing_said(person_id: str) -> PersonConsents:
    """Somebody who never consented to anything."""
    return PersonConsents(person_id, Chain(f"consent#{person_id}"))

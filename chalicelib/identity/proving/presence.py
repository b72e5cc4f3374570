"""Whoever was confirmed at a window stays there for a while: the clerk who confirmed them may apply for them."""

from __future__ import annotations

from chalicelib.identity.persons.records import GONE
from chalicelib.identity.ports import PersonStore, PresenceStore
from chalicelib.identity.proving.proofs import Presence
from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import Clock
from chalicelib.shared.errors import NotFound, RuleViolation


def presence_before(
    store: PresenceStore, persons: PersonStore, clock: Clock, clerk: Caller, verification_id: str
) -> Presence:
    """The presence that this very clerk confirmed, while it lasts; what a colleague confirmed is as if it were not.

    Whoever was closed since is to be confirmed anew, which opens them again.
    Raises NotFound `presence_not_found`, RuleViolation `presence_expired`.
    """
    found = store.presence(verification_id)
    if found is None or clerk.kind != "staff" or found.staff_no != clerk.id:
        raise NotFound("presence_not_found")
    if clock.now() >= found.expires_at:
        raise RuleViolation("presence_expired")
    person = persons.person(found.person_id)
    if person is None or person.state in GONE:
        raise NotFound("presence_not_found")
    return found

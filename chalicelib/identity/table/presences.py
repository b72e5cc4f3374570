"""Who was confirmed by which clerk a while ago.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| presence | `PRESENCE#<verification id>` | `PRESENCE` | `PRESENCE#01KAJ…` | window intake, by the clerk who confirmed |

It goes by time to live; what it says stays in the act `person.verified`.
"""

from __future__ import annotations

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from chalicelib.identity.proving.proofs import Presence
from chalicelib.identity.table.items import IdentityItem, get, instant
from chalicelib.shared.clocks import epoch
from chalicelib.shared.table import Write, put_new


class PresenceItem(IdentityItem):
    person_id = UnicodeAttribute()
    staff_no = UnicodeAttribute()
    guardian_present = BooleanAttribute()
    confirmed_at = UnicodeAttribute()


class Presences:
    """Presences in the identity table."""

    def presence(self, verification_id: str) -> Presence | None:
        item = get(PresenceItem, f"PRESENCE#{verification_id}", "PRESENCE")
        if item is None:
            return None
        ends = instant(item.expires_at)
        return Presence(verification_id, item.person_id, item.staff_no, item.guardian_present, item.confirmed_at, ends)

    def add_presence(self, presence: Presence) -> Write:
        item = PresenceItem(
            f"PRESENCE#{presence.verification_id}",
            "PRESENCE",
            person_id=presence.person_id,
            staff_no=presence.staff_no,
            guardian_present=presence.guardian_present,
            confirmed_at=presence.confirmed_at,
        )
        item.expires_at = epoch(presence.expires_at)
        return put_new(item)

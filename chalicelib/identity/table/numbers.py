"""The numbers that persons are found by.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| number | `NUMBER#<keyed hash of certificate:number>` | `NUMBER` | `NUMBER#2c26b4…` | verification |
"""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute

from chalicelib.identity.table.items import IdentityItem, get
from chalicelib.shared.table import Write, delete_if_there, put_new


class NumberItem(IdentityItem):
    person_id = UnicodeAttribute()


class Numbers:
    """Numbers in the identity table."""

    def holder_of_number(self, number_hash: str) -> str | None:
        item = get(NumberItem, f"NUMBER#{number_hash}", "NUMBER")
        return item.person_id if item else None

    def claim_number(self, number_hash: str, person_id: str) -> Write:
        return put_new(NumberItem(f"NUMBER#{number_hash}", "NUMBER", person_id=person_id))

    def release_number(self, number_hash: str) -> Write:
        return delete_if_there(NumberItem(f"NUMBER#{number_hash}", "NUMBER"))

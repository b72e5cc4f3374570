"""Session families.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| family | `SESSION#<session id>` | `SESSION` | `SESSION#b94d27…` | refresh, log-out; goes by time to live |
| | index `by_owner`: `ACCOUNT#<account id>` or `STAFF#<no>` | `<opened at>#<session id>` | | one's sessions |
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.identity.rules import Family
from chalicelib.identity.table.accounts import Accounts
from chalicelib.identity.table.items import IdentityItem, get, instant, version
from chalicelib.shared.clocks import epoch, rfc3339
from chalicelib.shared.table import Write, delete, save


class ByHolder(GlobalSecondaryIndex["FamilyItem"]):  # type: ignore[no-untyped-call]
    """The sessions of an account or of staff."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class FamilyItem(IdentityItem):
    kind = UnicodeAttribute()
    holder = UnicodeAttribute()
    channel = UnicodeAttribute()
    device = UnicodeAttribute(null=True)
    current = UnicodeAttribute()
    previous = UnicodeAttribute(null=True)
    rotated_at = NumberAttribute(null=True)
    pair = UnicodeAttribute(null=True)
    opened_at = NumberAttribute()
    face_until = NumberAttribute(null=True)
    ends_at = NumberAttribute()
    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_holder = ByHolder()


class Families:
    """Session families in the identity table."""

    def family(self, session_id: str) -> Family | None:
        item = get(FamilyItem, _pk(session_id), "SESSION")
        return _family(item) if item else None

    def families_of(self, kind: Literal["citizen", "staff"], holder: str) -> Sequence[Family]:
        found = FamilyItem.by_holder.query(_owner_key(kind, holder), scan_index_forward=False)
        return [_family(item) for item in found]

    def save_family(self, family: Family) -> Write:
        return save(_item(family), family.version)

    def end_family(self, family: Family) -> Write:
        return delete(_item(family), family.version or 0)


class SessionTable(Accounts, Families):
    """What logging in, refreshing and logging out need."""


def _pk(session_id: str) -> str:
    return f"SESSION#{session_id}"


def _owner_key(kind: str, holder: str) -> str:
    return f"STAFF#{holder}" if kind == "staff" else f"ACCOUNT#{holder}"


def _family(item: FamilyItem) -> Family:
    return Family(
        session_id=item.pk.partition("#")[2],
        kind=cast("Literal['citizen', 'staff']", item.kind),
        holder=item.holder,
        channel=item.channel,
        current=item.current,
        opened_at=instant(item.opened_at),
        ends_at=instant(item.ends_at),
        expires_at=instant(item.expires_at),
        device=item.device,
        face_until=_optional(item.face_until),
        previous=item.previous,
        rotated_at=_optional(item.rotated_at),
        pair=item.pair,
        version=version(item),
    )


def _item(family: Family) -> FamilyItem:
    return FamilyItem(
        _pk(family.session_id),
        "SESSION",
        kind=family.kind,
        holder=family.holder,
        channel=family.channel,
        device=family.device,
        current=family.current,
        previous=family.previous,
        rotated_at=_seconds(family.rotated_at),
        pair=family.pair,
        opened_at=_seconds(family.opened_at),
        face_until=_seconds(family.face_until),
        ends_at=_seconds(family.ends_at),
        expires_at=epoch(family.expires_at),
        owner_key=_owner_key(family.kind, family.holder),
        owner_sort=f"{rfc3339(family.opened_at)}#{family.session_id}",
    )


def _seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None


def _optional(seconds: float | None) -> datetime | None:
    return instant(seconds) if seconds else None

"""Partners' access tokens, in the identity table.

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| partner token | `PARTNER_TOKEN#<partner>` | `TOKEN` | sealed token, forced_at, forced; `expires_at` | who has none |

One item for each partner that has such tokens, under 1 KB (WeChat's may have 512 characters).
"""

from __future__ import annotations

from datetime import UTC, datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.shared.clocks import epoch
from chalicelib.shared.partner_tokens import PartnerToken
from chalicelib.shared.table import Item, Write, save, table_name


class PartnerTokenItem(Item):
    """One partner's token."""

    class Meta:
        table_name = table_name("IDENTITY_TABLE")

    token = UnicodeAttribute()
    forced_at = NumberAttribute(null=True)
    forced = NumberAttribute(null=True)


class PartnerTokenTable:
    """The repository. Reads are consistent: a container that was refused must see what another has just put there."""

    def partner_token(self, partner: str) -> PartnerToken | None:
        try:
            item = PartnerTokenItem.get(_pk(partner), "TOKEN", consistent_read=True)
        except DoesNotExist:
            return None
        forced_at = _instant(item.forced_at) if item.forced_at else None
        ends, version, forced = _instant(item.expires_at or 0), int(item.version or 0), int(item.forced or 0)
        return PartnerToken(partner, item.token, ends, forced_at, version, forced)

    def save_partner_token(self, token: PartnerToken) -> Write:
        forced_at = epoch(token.forced_at) if token.forced_at else None
        item = PartnerTokenItem(_pk(token.partner), "TOKEN", token=token.token, expires_at=epoch(token.expires_at))
        item.forced_at, item.forced = forced_at, token.forced or None
        return save(item, token.version)


def _pk(partner: str) -> str:
    return f"PARTNER_TOKEN#{partner}"


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""The published halves of the keys that sign access tokens.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| signing key | `SIGNING_KEYS` | the kid | `NzbLsXh8uDCcd…` | every container, each five minutes |
"""

from __future__ import annotations

from collections.abc import Sequence

from pynamodb.attributes import UnicodeAttribute

from chalicelib.identity.table.items import IdentityItem
from chalicelib.identity.tokens.keys import KeyState, SigningKey
from chalicelib.shared.table import Write, put_new

SIGNING_KEYS = "SIGNING_KEYS"


class SigningKeyItem(IdentityItem):
    x = UnicodeAttribute()
    y = UnicodeAttribute()
    key_id = UnicodeAttribute()
    state = UnicodeAttribute()


class Keys:
    """Signing keys in the identity table."""

    def signing_keys(self) -> Sequence[SigningKey]:
        items = SigningKeyItem.query(SIGNING_KEYS, consistent_read=True)
        return [SigningKey(item.sk, item.x, item.y, item.key_id, KeyState(item.state)) for item in items]

    def add_signing_key(self, key: SigningKey) -> Write:
        item = SigningKeyItem(SIGNING_KEYS, key.kid, x=key.x, y=key.y, key_id=key.key_id, state=str(key.state))
        return put_new(item)

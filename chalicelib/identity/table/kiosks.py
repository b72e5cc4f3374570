"""Kiosks.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| kiosk | `KIOSK#<kiosk no>` | `KIOSK` | `KIOSK#K0001` | log-in at it |
"""

from __future__ import annotations

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.identity.proving.proofs import Kiosk
from chalicelib.identity.table.items import IdentityItem, get, version
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Write, save


class KioskItem(IdentityItem):
    place = UnicodeAttribute()
    secret = UnicodeAttribute(null=True)
    seq = NumberAttribute()
    head = UnicodeAttribute()


class Kiosks:
    """Kiosks in the identity table."""

    def kiosk(self, kiosk_no: str) -> Kiosk | None:
        item = get(KioskItem, f"KIOSK#{kiosk_no}", "KIOSK")
        if item is None:
            return None
        chain = Chain(f"kiosk#{kiosk_no}", int(item.seq), item.head)
        return Kiosk(kiosk_no, item.place, chain, item.secret, version(item))

    def save_kiosk(self, kiosk: Kiosk) -> Write:
        item = KioskItem(f"KIOSK#{kiosk.kiosk_no}", "KIOSK", place=kiosk.place, secret=kiosk.secret)
        item.seq, item.head = kiosk.chain.seq, kiosk.chain.head
        return save(item, kiosk.version)

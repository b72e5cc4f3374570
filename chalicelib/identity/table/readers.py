"""Readers of personal data.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| reader | `READER#<staff no>#<month>` | `READER` | `READER#W0001#2026-11` | the reader's next access act |
"""

from __future__ import annotations

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.identity.access_log.openings import Reader
from chalicelib.identity.table.items import IdentityItem, get, version
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Write, save


class ReaderItem(IdentityItem):
    seq = NumberAttribute()
    head = UnicodeAttribute()


class Readers:
    """Where readers' chains stand."""

    def reader(self, name: str) -> Reader | None:
        item = get(ReaderItem, f"READER#{name}", "READER")
        return Reader(name, Chain(f"reader#{name}", int(item.seq), item.head), version(item)) if item else None

    def save_reader(self, reader: Reader) -> Write:
        item = ReaderItem(f"READER#{reader.name}", "READER", seq=reader.chain.seq, head=reader.chain.head)
        return save(item, reader.version)

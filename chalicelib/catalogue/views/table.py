"""The directory of materials in the catalogue's table.

| pk / sk | holds |
| --- | --- |
| `PROOFS` / `<name>#<item code>#<material code>` | one material of one item in force: 350 bytes |
| `ITEM#<code>` / `PROOFS` | the digests of the entries that stand for an item: 130 bytes a material |

A page of the directory is one Query of its own entries.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.table.record import CatalogueItem
from chalicelib.catalogue.views.proofs import Body, ItemProofs
from chalicelib.shared.table import delete_if_there, put, save

_PROOFS = "PROOFS"
_LAST = "\U0010ffff"


class ProofTable:
    """`ProofStore` on DynamoDB."""

    def of_item(self, code: str) -> ItemProofs:
        try:
            item = CatalogueItem.get(f"ITEM#{code}", _PROOFS, consistent_read=True)
        except CatalogueItem.DoesNotExist:
            return ItemProofs(code)
        return ItemProofs(code, json.loads(item.body), int(item.version))

    def page(self, limit: int, after: str | None, name: str | None) -> tuple[tuple[str, Body], ...]:
        first, last = after or name, (name or "") + _LAST
        if first and first > last:
            return ()  # a cursor of another name; the table refuses such a range
        where = CatalogueItem.sk.between(first, last) if first else None
        found = CatalogueItem.query(_PROOFS, where, limit=limit + 1)
        entries = ((item.sk, json.loads(item.body)) for item in found if item.sk != after)
        return tuple(entries)[:limit]

    def save(self, after: ItemProofs, put_: Mapping[str, Body], gone: list[str]) -> Writes:
        record = CatalogueItem(pk=f"ITEM#{after.item_code}", sk=_PROOFS, body=encoded(after.entries))
        fresh = [put(CatalogueItem(pk=_PROOFS, sk=key, body=encoded(body))) for key, body in put_.items()]
        return (save(record, after.version), *fresh, *(delete_if_there(_entry(key)) for key in gone))


def _entry(key: str) -> CatalogueItem:
    return CatalogueItem(pk=_PROOFS, sk=key)

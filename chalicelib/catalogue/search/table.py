"""The search index in the catalogue's table.

| pk / sk | holds |
| --- | --- |
| `LISTED` / `<code>` | the public list: entries in force, 1 kB each; read whole only where there is no index |
| `INDEX` / `CURRENT` | which object is the index, and which was before it: 300 bytes |
| `INDEX` / `PENDING#<code>` | an entry, or null for none, that is not in the index yet: gone some seconds later |

A search reads the partition `INDEX` with one Query: half a read unit while nothing is pending.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.search.entries import Entry, read_entry
from chalicelib.catalogue.search.ports import Pending, Pointer, State
from chalicelib.catalogue.table.record import CatalogueItem
from chalicelib.shared.table import Write, check, delete_if_there, put, save

_LISTED = "LISTED"
_INDEX = "INDEX"
_CURRENT = "CURRENT"
_PENDING = "PENDING#"


class IndexTable:
    """`IndexStore` on DynamoDB."""

    def state(self, *, fresh: bool = False) -> State:
        pointer, pending = None, dict[str, Pending]()
        for item in CatalogueItem.query(_INDEX, consistent_read=fresh):
            body = json.loads(item.body)
            if item.sk == _CURRENT:
                pointer = Pointer(**body, version=int(item.version))
            else:
                pending[item.sk.removeprefix(_PENDING)] = Pending(read_entry(body) if body else None, item.body)
        return State(pointer, pending)

    def listed(self) -> Iterator[Entry]:
        for item in CatalogueItem.query(_LISTED, consistent_read=True):
            yield read_entry(json.loads(item.body))

    def point(self, before: Pointer | None, after: Pointer) -> Writes:
        body = after._asdict()
        del body["version"]
        return (save(_item(_INDEX, _CURRENT, body), before.version if before else None),)

    def settle(self, pointer: Pointer, folded: Mapping[str, Pending]) -> Writes:
        still = check(CatalogueItem(pk=_INDEX, sk=_CURRENT), pointer.version or 0)
        return (still, *(_settled(code, pending) for code, pending in folded.items()))


def entry_listed(entry: Entry) -> Writes:
    """List an entry, now, and in the next index."""
    body = entry._asdict()
    return put(_item(_LISTED, entry.item_code, body)), put(_item(_INDEX, _PENDING + entry.item_code, body))


def entry_unlisted(code: str) -> Writes:
    """Take an entry off the list, now, and out of the next index."""
    return delete_if_there(_item(_LISTED, code, None)), put(_item(_INDEX, _PENDING + code, None))


def _settled(code: str, pending: Pending) -> Write:
    item = CatalogueItem(pk=_INDEX, sk=_PENDING + code)
    return Write("delete", item, CatalogueItem.body == pending.body)


def _item(pk: str, sk: str, body: Any) -> CatalogueItem:
    return CatalogueItem(pk=pk, sk=sk, body=encoded(body))

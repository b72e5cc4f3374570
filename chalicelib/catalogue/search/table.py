"""The search index in the catalogue's table.

| pk / sk | holds |
| --- | --- |
| `LISTED` / `<code>` | the public list: every entry in force, 1 kB each; read whole only to build an index that is not there |
| `INDEX` / `CURRENT` | which object is the index, and which were before it: 300 bytes |
| `INDEX` / `PENDING#<code>` | an entry, or null for none, that is not in the index yet: gone some seconds later |

A search reads the partition `INDEX` with one Query: half a read unit while nothing is pending.
"""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.table import CatalogueItem
from chalicelib.shared.table import delete_if_there, put

_LISTED = "LISTED"
_INDEX = "INDEX"
_PENDING = "PENDING#"


def entry_listed(entry: Entry) -> Writes:
    """List an entry, now, and in the next index."""
    body = entry._asdict()
    return put(_item(_LISTED, entry.item_code, body)), put(_item(_INDEX, _PENDING + entry.item_code, body))


def entry_unlisted(code: str) -> Writes:
    """Take an entry off the list, now, and out of the next index."""
    return delete_if_there(_item(_LISTED, code, None)), put(_item(_INDEX, _PENDING + code, None))


def _item(pk: str, sk: str, body: Any) -> CatalogueItem:
    return CatalogueItem(pk=pk, sk=sk, body=encoded(body))

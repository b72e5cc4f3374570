"""The catalogue table.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `ITEM#<code>` / `SHELF` | | where an item stands: 300 bytes, one read for "what is in force" |
| | `ITEM#<code>` / `EDITION#<number>` | `EDITION#000002` | one edition: 2 to 30 kB, kept in memory once published |
| | `LISTED` / `<code>`, `INDEX` / … | | the public list and the search index: `search/table.py` |
| | `DIVISION#<code>` / `CHILDREN` | `DIVISION#530100000000` | the divisions directly below one |
| | `IMPORT#<id>` / `REPORT` | | what came of an import |
| body | the record as JSON | `{"seq":3,…` | |

`LISTED` is bounded by the items that a city offers, some thousand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.shared.table import Item, save, table_name

if TYPE_CHECKING:
    from chalicelib.catalogue.records import Children, Report
    from chalicelib.catalogue.search.entries import Entry

_SHELF = "SHELF"
_LISTED = "LISTED"
_CHILDREN = "CHILDREN"
_REPORT = "REPORT"


class CatalogueItem(Item):
    """Any item of the table."""

    class Meta:
        table_name = table_name("CATALOGUE_TABLE")

    body = UnicodeAttribute()


class CatalogueTable:
    """`CatalogueStore` on DynamoDB."""

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        item = _read(_item_key(code), _SHELF, fresh)
        if item is None:
            return ItemShelf(code)
        body = json.loads(item.body)
        return ItemShelf(code, Shelf(**body.pop("shelf")), **body, version=int(item.version))

    def edition(self, code: str, number: int) -> StoredEdition | None:
        item = _read(_item_key(code), _edition_key(number), True)
        if item is None:
            return None
        body = json.loads(item.body)
        return StoredEdition(code, _edition(body["edition"]), body["content"], int(item.version))

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        beyond = CatalogueItem.sk > after if after else None
        return tuple(_listed(item) for item in CatalogueItem.query(_LISTED, beyond, limit=limit))

    def children(self, parent: str, *, fresh: bool = False) -> Children | None:
        from chalicelib.catalogue.records import Children, Division  # cases need items alone

        item = _read(_division_key(parent), _CHILDREN, fresh)
        if item is None:
            return None
        divisions = tuple(Division(**division) for division in json.loads(item.body))
        return Children(parent, divisions, int(item.version))

    def report(self, import_id: str) -> Report | None:
        from chalicelib.catalogue.records import Report

        item = _read(f"IMPORT#{import_id}", _REPORT, True)
        if item is None:
            return None
        body = json.loads(item.body)
        return Report(**{**body, "quarantined": tuple(body["quarantined"])}, version=int(item.version))

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes:
        body = {"shelf": after.shelf._asdict(), "seq": after.seq, "head": after.head}
        item = _item(_item_key(after.code), _SHELF, {**body, "imported_sha256": after.imported_sha256})
        return (save(item, before.version),)

    def save_edition(self, stored: StoredEdition) -> Writes:
        body = {"edition": stored.edition._asdict(), "content": dict(stored.content)}
        item = _item(_item_key(stored.code), _edition_key(stored.edition.number), body)
        return (save(item, stored.version),)

    def list_item(self, entry: Entry) -> Writes:
        from chalicelib.catalogue.search.table import entry_listed

        return entry_listed(entry)

    def unlist_item(self, code: str) -> Writes:
        from chalicelib.catalogue.search.table import entry_unlisted

        return entry_unlisted(code)

    def save_children(self, children: Children) -> Writes:
        body = [division._asdict() for division in children.divisions]
        return (save(_item(_division_key(children.parent), _CHILDREN, body), children.version),)

    def save_report(self, report: Report) -> Writes:
        body = report._asdict()
        version = body.pop("version")
        return (save(_item(f"IMPORT#{report.import_id}", _REPORT, body), version),)


def _read(pk: str, sk: str, fresh: bool) -> CatalogueItem | None:
    try:
        return CatalogueItem.get(pk, sk, consistent_read=fresh)
    except CatalogueItem.DoesNotExist:
        return None


def _item(pk: str, sk: str, body: Any) -> CatalogueItem:
    return CatalogueItem(pk=pk, sk=sk, body=encoded(body))


def _item_key(code: str) -> str:
    return f"ITEM#{code}"


def _edition_key(number: int) -> str:
    return f"EDITION#{number:06d}"


def _division_key(code: str) -> str:
    return f"DIVISION#{code}"


def _edition(body: Mapping[str, Any]) -> Edition:
    return Edition(**{**body, "stage": Stage(body["stage"]), "authors": tuple(body["authors"])})


def _listed(item: CatalogueItem) -> Entry:
    from chalicelib.catalogue.search.entries import read_entry

    return read_entry(json.loads(item.body))

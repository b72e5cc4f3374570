"""The catalogue table.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `ITEM#<code>` / `SHELF` | | where an item stands: 300 bytes, one read for "what is in force" |
| | `ITEM#<code>` / `EDITION#<number>` | `EDITION#000002` | one edition: 2 to 30 kB, kept in memory once published |
| | `BASIC#<code>` / `STANDARD`, `DRAFTS` / … | | one standard, and the open drafts: `editions/table.py` |
| | `LISTED` / `<code>`, `INDEX` / … | | the public list and the search index: `search/table.py` |
| | `DIVISION#<code>` / `CHILDREN` | `DIVISION#530100000000` | the divisions directly below one |
| | `DIVISIONS` / `ENDINGS` | | every division code that has an end: 60 bytes each |
| | `FILE#<sha256>` / `META` | | a blank form or a sample: 400 bytes; one only announced goes after a day |
| body | the record as JSON | `{"seq":3,…` | |

`LISTED` is bounded by the items that a city offers, some thousand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.table.divisions import DivisionRecords
from chalicelib.catalogue.table.files import FileRecords
from chalicelib.catalogue.table.record import (
    CatalogueItem,
    catalogue_item,
    edition_of,
    edition_place,
    read_item,
    shelf_of,
    shelf_place,
)
from chalicelib.shared.table import check, save

if TYPE_CHECKING:
    from chalicelib.catalogue.editions.records import OpenDraft, Standard
    from chalicelib.catalogue.search.entries import Entry

_LISTED = "LISTED"


class CatalogueTable(DivisionRecords, FileRecords):
    """`CatalogueStore` on DynamoDB."""

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        item = read_item(*shelf_place(code), fresh)
        return ItemShelf(code) if item is None else shelf_of(code, item)

    def edition(self, code: str, number: int) -> StoredEdition | None:
        item = read_item(*edition_place(code, number), True)
        return None if item is None else edition_of(code, item)

    def history(self, code: str, limit: int, before: int | None) -> tuple[StoredEdition, ...]:
        from chalicelib.catalogue.editions.table import history

        return history(code, limit, before)

    def standard(self, key: str) -> Standard:
        from chalicelib.catalogue.editions.table import standard

        return standard(key)

    def needed_by(self, code: str, limit: int) -> tuple[tuple[str, str], ...]:
        from chalicelib.catalogue.editions.table import needed_by

        return needed_by(code, limit)

    def open_drafts(self, limit: int, after: str | None, department: str | None) -> tuple[OpenDraft, ...]:
        from chalicelib.catalogue.editions.table import open_drafts

        return open_drafts(limit, after, department)

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        beyond = CatalogueItem.sk > after if after else None
        return tuple(_listed(item) for item in CatalogueItem.query(_LISTED, beyond, limit=limit))

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes:
        body = after._asdict()
        del body["code"], body["version"]
        item = catalogue_item(*shelf_place(after.code), {**body, "shelf": after.shelf._asdict()})
        return (save(item, before.version),)

    def unchanged(self, shelf: ItemShelf) -> Writes:
        pk, sk = shelf_place(shelf.code)
        return (check(CatalogueItem(pk=pk, sk=sk), shelf.version),)

    def save_edition(self, stored: StoredEdition) -> Writes:
        body = {"edition": stored.edition._asdict(), "content": dict(stored.content)}
        item = catalogue_item(*edition_place(stored.code, stored.edition.number), body)
        return (save(item, stored.version),)

    def save_standard(self, standard: Standard) -> Writes:
        from chalicelib.catalogue.editions.table import standard_saved

        return standard_saved(standard)

    def note_need(self, code: str, by: str, name: str) -> Writes:
        from chalicelib.catalogue.editions.table import need_noted

        return need_noted(code, by, name)

    def drop_need(self, code: str, by: str) -> Writes:
        from chalicelib.catalogue.editions.table import need_dropped

        return need_dropped(code, by)

    def note_draft(self, draft: OpenDraft) -> Writes:
        from chalicelib.catalogue.editions.table import draft_noted

        return draft_noted(draft)

    def drop_draft(self, department: str, code: str) -> Writes:
        from chalicelib.catalogue.editions.table import draft_dropped

        return draft_dropped(department, code)

    def list_item(self, entry: Entry) -> Writes:
        from chalicelib.catalogue.search.table import entry_listed

        return entry_listed(entry)

    def unlist_item(self, code: str) -> Writes:
        from chalicelib.catalogue.search.table import entry_unlisted

        return entry_unlisted(code)


def _listed(item: CatalogueItem) -> Entry:
    from chalicelib.catalogue.search.entries import read_entry

    return read_entry(json.loads(item.body))

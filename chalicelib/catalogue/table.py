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
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.shared.table import Item, check, save, table_name

if TYPE_CHECKING:
    from chalicelib.catalogue.editions.records import OpenDraft, Standard
    from chalicelib.catalogue.files.store import StoredFile
    from chalicelib.catalogue.records import Children, Division, StoredEndings
    from chalicelib.catalogue.search.entries import Entry

_SHELF = "SHELF"
_LISTED = "LISTED"
_CHILDREN = "CHILDREN"
_DIVISIONS = "DIVISIONS"
_ENDINGS = "ENDINGS"
_META = "META"


class CatalogueItem(Item):
    """Any item of the table."""

    class Meta:
        table_name = table_name("CATALOGUE_TABLE")

    body = UnicodeAttribute()


class CatalogueTable:
    """`CatalogueStore` on DynamoDB."""

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        item = _read(*shelf_place(code), fresh)
        return ItemShelf(code) if item is None else shelf_of(code, item)

    def edition(self, code: str, number: int) -> StoredEdition | None:
        item = _read(*edition_place(code, number), True)
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

    def children(self, parent: str, *, fresh: bool = False) -> Children | None:
        from chalicelib.catalogue.records import Children  # cases need items alone

        item = _read(_division_key(parent), _CHILDREN, fresh)
        if item is None:
            return None
        divisions = tuple(map(_division, json.loads(item.body)))
        return Children(parent, divisions, int(item.version))

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        from chalicelib.catalogue.divisions.changes import Ending
        from chalicelib.catalogue.records import StoredEndings

        item = _read(_DIVISIONS, _ENDINGS, fresh)
        if item is None:
            return StoredEndings()
        body = json.loads(item.body)
        by_code = {code: Ending(until, tuple(successors)) for code, (until, *successors) in body.items()}
        return StoredEndings(by_code, int(item.version))

    def file(self, sha256: str) -> StoredFile | None:
        item = _read(_file_key(sha256), _META, True)
        return _file(item) if item else None

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        wanted = [(_file_key(digest), _META) for digest in dict.fromkeys(digests)]
        found = CatalogueItem.batch_get(wanted, consistent_read=True) if wanted else ()
        return {file.sha256: file for file in map(_file, found)}

    def save_file(self, file: StoredFile, expires_at: int | None = None) -> Writes:
        body = file._asdict()
        version = body.pop("version")
        item = catalogue_item(_file_key(file.sha256), _META, body)
        item.expires_at = expires_at
        return (save(item, version),)

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

    def save_children(self, children: Children) -> Writes:
        body = [_told(division) for division in children.divisions]
        return (save(catalogue_item(_division_key(children.parent), _CHILDREN, body), children.version),)

    def save_endings(self, endings: StoredEndings) -> Writes:
        body = {code: [ending.until, *ending.successors] for code, ending in endings.by_code.items()}
        return (save(catalogue_item(_DIVISIONS, _ENDINGS, body), endings.version),)


def _read(pk: str, sk: str, fresh: bool) -> CatalogueItem | None:
    try:
        return CatalogueItem.get(pk, sk, consistent_read=fresh)
    except CatalogueItem.DoesNotExist:
        return None


def catalogue_item(pk: str, sk: str, body: Any) -> CatalogueItem:
    """Any record as it is kept."""
    return CatalogueItem(pk=pk, sk=sk, body=encoded(body))


def shelf_place(code: str) -> tuple[str, str]:
    """Where an item's shelf is kept."""
    return f"ITEM#{code}", _SHELF


def edition_place(code: str, number: int) -> tuple[str, str]:
    """Where an edition is kept."""
    return f"ITEM#{code}", f"EDITION#{number:06d}"


def shelf_of(code: str, item: CatalogueItem) -> ItemShelf:
    """The shelf in its record."""
    body = json.loads(item.body)
    return ItemShelf(code, Shelf(**body.pop("shelf")), **body, version=int(item.version or 0))


def edition_of(code: str, item: CatalogueItem) -> StoredEdition:
    """The edition in its record. An element that did not exist yet when it was written has its default."""
    body = json.loads(item.body)
    return StoredEdition(code, _edition(body["edition"]), completed(body["content"]), int(item.version or 0))


def _file_key(sha256: str) -> str:
    return f"FILE#{sha256}"


def _file(item: CatalogueItem) -> StoredFile:
    from chalicelib.catalogue.files.store import StoredFile

    return StoredFile(**json.loads(item.body), version=int(item.version))


def _division_key(code: str) -> str:
    return f"DIVISION#{code}"


def _told(division: Division) -> dict[str, Any]:
    """Most divisions have no more than code, name and level: what is empty is left out."""
    return {name: value for name, value in division._asdict().items() if value not in (None, ())}


def _division(body: dict[str, Any]) -> Division:
    from chalicelib.catalogue.records import Division

    lists: dict[str, Any] = {name: tuple(body[name]) for name in ("successors", "former_names") if name in body}
    return Division(**{**body, **lists})


def _edition(body: Mapping[str, Any]) -> Edition:
    return Edition(**{**body, "stage": Stage(body["stage"]), "authors": tuple(body["authors"])})


def _listed(item: CatalogueItem) -> Entry:
    from chalicelib.catalogue.search.entries import read_entry

    return read_entry(json.loads(item.body))

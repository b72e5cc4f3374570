"""Imports in the catalogue table.

| pk / sk | example | holds |
| --- | --- | --- |
| `IMPORTS#<year>` / `<import id>` | `IMPORTS#2026` | one import, about 1 kB; its id tells the year (UTC) |
| `IMPORT#<id>` / `ASIDE#<stage>#<first row>` | `ASIDE#1#00000001` | the first 200 reasons; (2) all found at drafting |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.catalogue.imports.listing import year_of
from chalicelib.catalogue.imports.records import Import, Quarantined
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.table import CatalogueTable
from chalicelib.catalogue.table.record import (
    CatalogueItem,
    catalogue_item,
    edition_of,
    edition_place,
    shelf_of,
    shelf_place,
)
from chalicelib.shared.ids import is_id
from chalicelib.shared.table import put, save


class ImportTable(CatalogueTable):
    """`ImportStore` on DynamoDB."""

    def shelves(self, codes: Sequence[str]) -> dict[str, ItemShelf]:
        found = CatalogueItem.batch_get([shelf_place(code) for code in codes], consistent_read=True)
        known = {item.pk: item for item in found}
        return {
            code: shelf_of(code, known[pk]) if (pk := shelf_place(code)[0]) in known else ItemShelf(code)
            for code in codes
        }

    def editions(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredEdition]:
        places = {edition_place(code, number): (code, number) for code, number in wanted}
        if not places:
            return {}
        found = CatalogueItem.batch_get(list(places), consistent_read=True)
        return {places[item.pk, item.sk]: edition_of(places[item.pk, item.sk][0], item) for item in found}

    def import_(self, import_id: str) -> Import | None:
        if not is_id(import_id):
            return None
        try:
            item = CatalogueItem.get(_partition(import_id), import_id, consistent_read=True)
        except CatalogueItem.DoesNotExist:
            return None
        return _import(item)

    def imports(self, year: str, limit: int, before: str | None) -> tuple[Import, ...]:
        earlier = CatalogueItem.sk < before if before else None
        found = CatalogueItem.query(f"IMPORTS#{year}", earlier, scan_index_forward=False, limit=limit)
        return tuple(map(_import, found))

    def save_import(self, import_: Import) -> Writes:
        body = import_._asdict()
        version = body.pop("version")
        return (save(catalogue_item(_partition(import_.import_id), import_.import_id, body), version),)

    def set_aside(self, import_id: str, limit: int | None = None) -> tuple[Quarantined, ...]:
        found: list[Quarantined] = []
        for item in CatalogueItem.query(f"IMPORT#{import_id}", CatalogueItem.sk.startswith("ASIDE#")):
            found += [Quarantined(**reason) for reason in json.loads(item.body)]
            if limit and len(found) >= limit:
                return tuple(found[:limit])
        return tuple(found)

    def late(self, import_id: str) -> tuple[Quarantined, ...]:
        found = CatalogueItem.query(f"IMPORT#{import_id}", CatalogueItem.sk.startswith("ASIDE#2#"))
        return tuple(Quarantined(**reason) for item in found for reason in json.loads(item.body))

    def save_set_aside(self, import_id: str, state: str, first: int, reasons: Sequence[Quarantined]) -> Writes:
        order = {"reading": 1, "drafting": 2}[state]
        body = [reason._asdict() for reason in reasons]
        return (put(catalogue_item(f"IMPORT#{import_id}", f"ASIDE#{order}#{first:08d}", body)),)


def _partition(import_id: str) -> str:
    return f"IMPORTS#{year_of(import_id)}"


def _import(item: CatalogueItem) -> Import:
    body: dict[str, Any] = json.loads(item.body)
    return Import(**body, version=int(item.version or 0))

"""Any record of the catalogue's table, and where items stand in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.ports import ItemShelf, StoredEdition
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.shared.table import Item, table_name

_SHELF = "SHELF"


class CatalogueItem(Item):
    """Any item of the table."""

    class Meta:
        table_name = table_name("CATALOGUE_TABLE")

    body = UnicodeAttribute()


def read_item(pk: str, sk: str, fresh: bool) -> CatalogueItem | None:
    """The record there, if there is one."""
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


def _edition(body: Mapping[str, Any]) -> Edition:
    return Edition(**{**body, "stage": Stage(body["stage"]), "authors": tuple(body["authors"])})

"""业务表格统一下载: one place to find the blank forms of all published items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.catalogue.files.blank_form import title_of
from chalicelib.catalogue.files.references import fields_of, references
from chalicelib.catalogue.rules import ServiceItem
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.finding import Page
from chalicelib.catalogue.search.ranks import Key
from chalicelib.catalogue.search.reading import ItemSearch
from chalicelib.catalogue.search.shapes import cursor_of
from chalicelib.catalogue.service import CatalogueService


class Sought(NamedTuple):
    """What is looked for, and where to go on."""

    query: str | None
    department: str | None
    limit: int
    after: Key | None


class FormFinder:
    """Items that have forms come from the index in memory; only those of the page are read, once by each container."""

    def __init__(self, search: ItemSearch, catalogue: CatalogueService) -> None:
        self._search = search
        self._catalogue = catalogue

    def find(self, sought: Sought) -> dict[str, Any]:
        """A page of items with their forms, and how many such items there are."""
        chosen = {"list": "blank_form", **({"department": sought.department} if sought.department else {})}
        page = self._search.find(sought.query, Filters(chosen), sought.limit, sought.after)
        return {"items": list(self._items(page)), "total": page.total, "next_cursor": cursor_of(page.after)}

    def _items(self, page: Page) -> Iterator[dict[str, Any]]:
        for hit in page.hits:
            item = self._catalogue.pinned(hit.entry.item_code, hit.entry.number)
            yield {
                "item_code": item.code,
                "version": item.version,
                "name": item.name,
                "department": item.department,
                "department_name": item.department_name,
                "forms": list(_forms(item)),
            }


def _forms(item: ServiceItem) -> Iterator[dict[str, Any]]:
    """The files first: they are what the department gave; then the page that is made from the fields."""
    seen: set[str] = set()
    at = f"/v1/items/{item.code}"
    for one in references(item.content):
        if one.kind == "blank_form" and one.sha256 not in seen:
            seen.add(one.sha256)
            yield {"kind": "file", "title": one.title, "sha256": one.sha256, "resource": f"{at}/files/{one.sha256}"}
    if fields_of(item.content):
        yield {"kind": "page", "title": title_of(item), "sha256": None, "resource": f"{at}/blank-form"}

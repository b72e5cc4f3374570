"""What everybody may know of published items."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.shapes import item_shown
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/items", PUBLIC, query="ItemQuery", answer="ItemPage")
def list_items(call: Call) -> dict[str, Any]:
    """事项列表 — published items, searched and filtered, with how many there are of each class."""
    from chalicelib.catalogue.search.answering import answered

    return answered(wiring.item_search(), call.query, lambda: wiring.catalogue_table().endings().by_code)


@routes.get("/items/{item_code}", PUBLIC, query="VersionQuery", answer="ItemDetail")
def read_item(call: Call, item_code: str) -> dict[str, Any]:
    """事项详情 — the version in force, or a pinned one that once was."""
    item, in_force = wiring.catalogue_service().public(item_code, call.query.version if call.query else None)
    return item_shown(item, in_force=in_force)

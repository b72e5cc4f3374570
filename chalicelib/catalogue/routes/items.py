"""What everybody may know of published items."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.search.classes import NAMES
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.shapes import key_in, page_shown
from chalicelib.catalogue.shapes import item_shown
from chalicelib.shared.access import Access
from chalicelib.shared.clocks import CITY_TIME
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/items", PUBLIC, query="ItemQuery", answer="ItemPage")
def list_items(call: Call) -> dict[str, Any]:
    """事项列表 — published items, searched and filtered, with how many there are of each class."""
    sought = call.query
    after = key_in(sought.cursor)
    chosen = {name: value for name in NAMES if (value := getattr(sought, name)) is not None}
    page = wiring.item_search().find(sought.query, _filters(chosen), sought.limit, after)
    return page_shown(page)


def _filters(chosen: dict[str, Any]) -> Filters:
    if "division" not in chosen:
        return Filters(chosen)
    from chalicelib.catalogue.search.places import filters_of

    return filters_of(chosen, wiring.catalogue_table().endings().by_code, CITY_TIME.today().isoformat())


@routes.get("/items/{item_code}", PUBLIC, query="VersionQuery", answer="ItemDetail")
def read_item(call: Call, item_code: str) -> dict[str, Any]:
    """事项详情 — the version in force, or a pinned one that once was."""
    item, in_force = wiring.catalogue_service().public(item_code, call.query.version if call.query else None)
    return item_shown(item, in_force=in_force)

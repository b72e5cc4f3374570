"""What everybody may know of published items."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.search.browsing import Filter, browse
from chalicelib.catalogue.shapes import guide_shown, item_shown
from chalicelib.shared.access import Access
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/items", PUBLIC, query="ItemQuery", answer="ItemPage")
def list_items(call: Call) -> dict[str, Any]:
    """事项列表 — published items, filtered, in code order."""
    sought = call.query
    position = decode_cursor(sought.cursor) or {}
    wanted = Filter(sought.query, sought.applicant, sought.theme, sought.department, sought.division, sought.mode)
    found, after = browse(wiring.catalogue_table(), wanted, sought.limit, position.get("after"))
    return {"items": found, "next_cursor": encode_cursor({"after": after} if after else None)}


@routes.get("/items/{item_code}", PUBLIC, query="VersionQuery", answer="ItemDetail")
def read_item(call: Call, item_code: str) -> dict[str, Any]:
    """事项详情 — the version in force, or a pinned one that once was."""
    catalogue = wiring.catalogue_service()
    in_force = catalogue.in_force(item_code)
    number = (call.query.version if call.query else None) or in_force
    if number is None:
        raise NotFound("item_not_found")
    return item_shown(catalogue.published(item_code, number), in_force=number == in_force)


@routes.post("/items/{item_code}/guide", PUBLIC, body="Situation", answer="Guide", status=200, idempotent=False)
def guide(call: Call, item_code: str) -> dict[str, Any]:
    """办事指南 — exactly what one situation needs."""
    catalogue = wiring.catalogue_service()
    item = catalogue.published(item_code)
    where = call.body.division_code
    if where and not catalogue.handled_in(item, where):
        raise RuleViolation("item_not_offered_here", name=item.name)
    return guide_shown(item, catalogue.guide(item_code, call.body.answers, item.version), where)

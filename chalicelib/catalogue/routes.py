"""Catalogue routes: public ones first, then those of its keepers."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.browsing import Filter, browse
from chalicelib.catalogue.shapes import guide_shown, item_shown
from chalicelib.shared.access import Access, Role
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.publishing import number_in
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)
KEEPERS = Access(roles=frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_AUDITOR}))
EDITORS = Access(roles=frozenset({Role.CATALOGUE_EDITOR}))
AUDITORS = Access(roles=frozenset({Role.CATALOGUE_AUDITOR}))
_VERSION = "/catalogue/items/{item_code}/versions/{number}"


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
    if where and not item.handled_in(where):
        raise RuleViolation("item_not_offered_here", name=item.name)
    return guide_shown(item, catalogue.guide(item_code, call.body.answers, item.version), where)


@routes.get("/divisions/{division_code}/children", PUBLIC, answer="Divisions")
def list_divisions(_call: Call, division_code: str) -> dict[str, Any]:
    """下级行政区划 — the divisions directly below one; twelve zeros: the provinces."""
    below = wiring.catalogue_service().children(division_code)
    return {"code": division_code, "children": [{"code": d.code, "name": d.name, "level": d.level} for d in below]}


@routes.post("/catalogue/imports", EDITORS, body="Import", answer="ImportReport")
def import_rows(call: Call) -> dict[str, Any]:
    """导入 — draft items or add divisions from rows; what cannot be read is reported."""
    desk = wiring.import_desk()
    act = desk.items if call.body.kind == "items" else desk.divisions
    return act(call.body.source, call.body.rows, call.caller, call.once)


@routes.get("/catalogue/imports/{import_id}", KEEPERS, answer="ImportReport")
def read_import(_call: Call, import_id: str) -> dict[str, Any]:
    """导入结果 — what came of an import."""
    return wiring.import_desk().report(import_id)


@routes.get("/catalogue/items/{item_code}/draft", KEEPERS, answer="Edition")
def read_draft(_call: Call, item_code: str) -> Reply:
    """读取草稿 — the version that is being made; its ETag is its revision."""
    return _tagged(wiring.catalogue_desk().draft(item_code))


@routes.put("/catalogue/items/{item_code}/draft", EDITORS, body="Draft", answer="Edition", if_match=True)
def save_draft(call: Call, item_code: str) -> Reply:
    """起草事项 — make (If-Match "0") or replace the draft."""
    desk = wiring.catalogue_desk()
    return _tagged(desk.save_draft(item_code, call.body.content, call.if_match or 0, call.caller))


@routes.post(_VERSION + "/audit", AUDITORS, body="AuditOpinion", answer="Edition")
def audit_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """审核事项 — find a draft in order or send it back."""
    reason = None if call.body.passed else call.body.reason
    return wiring.catalogue_desk().audit(item_code, number_in(number), reason, call.caller, call.once)


@routes.post(_VERSION + "/publication", AUDITORS, answer="Edition")
def publish_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """发布事项 — put an audited version in force."""
    return wiring.catalogue_desk().publish(item_code, number_in(number), call.caller, call.once)


@routes.post(_VERSION + "/withdrawal", AUDITORS, body="Withdrawal", answer="Edition")
def withdraw_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """撤下事项 — take the version in force out of force."""
    reason = call.body.reason
    return wiring.catalogue_desk().withdraw(item_code, number_in(number), reason, call.caller, call.once)


def _tagged(body: dict[str, Any]) -> Reply:
    return Reply(body, {"ETag": f'"{body["revision"]}"'})

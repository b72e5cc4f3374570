"""What became of an item, what its standard is, and which drafts are open: for keepers."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.routes.access import ITS_KEEPERS, KEEPERS
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.publishing import number_in
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

_VERSIONS = "/catalogue/items/{item_code}/versions"


@routes.get("/catalogue/drafts", ITS_KEEPERS, query="DraftQuery", answer="DraftPage")
def list_drafts(call: Call) -> dict[str, Any]:
    """在编草稿 — open drafts of the departments and divisions that one keeps, by department."""
    sought, history = call.query, wiring.catalogue_history()
    position = decode_cursor(sought.cursor) or {}
    found, after = history.drafts(sought.department, sought.limit, position.get("after"), call.caller)
    return {"drafts": found, "next_cursor": encode_cursor({"after": after} if after else None)}


@routes.get(_VERSIONS, ITS_KEEPERS, query="HistoryQuery", answer="History")
def list_versions(call: Call, item_code: str) -> dict[str, Any]:
    """历次版本 — every version of an item, newest first, with who did what when."""
    sought, history = call.query, wiring.catalogue_history()
    found, before = history.versions(item_code, sought.limit, sought.before, call.caller)
    return {"item_code": item_code, "versions": found, "next_before": before}


@routes.get(_VERSIONS + "/{number}", ITS_KEEPERS, answer="Edition")
def read_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """版本内容 — one version, whatever became of it."""
    return wiring.catalogue_history().version(item_code, number_in(number), call.caller)


@routes.get(_VERSIONS + "/{number}/changes", ITS_KEEPERS, query="ChangesQuery", answer="Changes")
def read_changes(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """版本差异 — what a version changes, element by element."""
    return wiring.catalogue_history().changes(item_code, number_in(number), call.query.since, call.caller)


@routes.get("/catalogue/standards/{basic_code}", KEEPERS, answer="Standard")
def read_standard(_call: Call, basic_code: str) -> dict[str, Any]:
    """同一标准 — what all items of one basic code have in common, and which of them follow it."""
    return wiring.catalogue_history().standard(basic_code)

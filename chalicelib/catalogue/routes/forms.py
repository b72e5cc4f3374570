"""Blank forms and samples, for everybody (业务表格统一下载)."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Reply, Routes, Text
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)
_HTML = "text/html"
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}


@routes.get("/items/{item_code}/files", PUBLIC, query="VersionQuery", answer="FilesOfItem")
def list_item_files(call: Call, item_code: str) -> dict[str, Any]:
    """事项的表格和范本 — the blank forms and samples of the version in force, or of a pinned one."""
    return wiring.published_files().listed(item_code, _pinned(call))


@routes.get("/items/{item_code}/files/{sha256}", PUBLIC, query="VersionQuery", answer="FileLink")
def link_item_file(call: Call, item_code: str, sha256: str) -> dict[str, Any] | Reply:
    """下载表格或范本 — a link that is good for five minutes; a browser that follows a guide's link is sent on to it."""
    told = wiring.published_files().link(item_code, sha256, _pinned(call))
    return Reply(None, {"Location": told["url"]}, 302) if call.prefers(_HTML) else told


@routes.get("/items/{item_code}/blank-form", PUBLIC, query="VersionQuery", media=(_HTML,))
def print_blank_form(call: Call, item_code: str) -> Reply:
    """空白表格 — the item's form as a page to print and fill in by hand."""
    from chalicelib.catalogue.files.blank_form import blank_form

    page = blank_form(wiring.catalogue_service().public(item_code, _pinned(call))[0])
    return Reply(Text(_HTML, page), _HARMLESS)


@routes.get("/forms", PUBLIC, query="FormQuery", answer="FormPage")
def find_forms(call: Call) -> dict[str, Any]:
    """表格下载 — the blank forms of all published items, in one place."""
    from chalicelib.catalogue.files.finding import Sought
    from chalicelib.catalogue.search.shapes import key_in

    sought = call.query
    return wiring.form_finder().find(Sought(sought.query, sought.department, sought.limit, key_in(sought.cursor)))


def _pinned(call: Call) -> int | None:
    return call.query.version if call.query else None

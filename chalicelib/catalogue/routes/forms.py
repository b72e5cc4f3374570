"""Blank forms and samples, for everybody (业务表格统一下载)."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/items/{item_code}/files", PUBLIC, query="VersionQuery", answer="FilesOfItem")
def list_item_files(call: Call, item_code: str) -> dict[str, Any]:
    """事项的表格和范本 — the blank forms and samples of the version in force, or of a pinned one."""
    return wiring.published_files().listed(item_code, _pinned(call))


@routes.get("/items/{item_code}/files/{sha256}", PUBLIC, query="VersionQuery", answer="FileLink")
def link_item_file(call: Call, item_code: str, sha256: str) -> dict[str, Any]:
    """下载表格或范本 — a link that is good for five minutes."""
    return wiring.published_files().link(item_code, sha256, _pinned(call))


def _pinned(call: Call) -> int | None:
    return call.query.version if call.query else None

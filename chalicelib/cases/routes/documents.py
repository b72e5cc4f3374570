"""Written documents of a case."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.routes.access import OWNER_OR_DESK
from chalicelib.shared.http import Call, Reply, Routes, Text
from chalicelib.wiring import cases as wiring

routes = Routes("cases")

_HTML = "text/html"
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}


@routes.get("/cases/{case_id}/documents", OWNER_OR_DESK, answer="DocumentList")
def list_written_documents(call: Call, case_id: str) -> dict[str, Any]:
    """文书目录 — the documents that were issued in a case."""
    return wiring.documents().listed(call.caller, case_id)


@routes.get("/cases/{case_id}/documents/{document_no}", OWNER_OR_DESK, answer="WrittenDocument")
def read_written_document(call: Call, case_id: str, document_no: str) -> dict[str, Any]:
    """查看文书 — one document as data and text."""
    return wiring.documents().told(call.caller, case_id, document_no)


@routes.get("/cases/{case_id}/documents/{document_no}/page", OWNER_OR_DESK, query="PageLook", media=(_HTML,))
def print_written_document(call: Call, case_id: str, document_no: str) -> Reply:
    """打印文书 — one document as a page for A4."""
    large = call.query.large == "true"
    return Reply(Text(_HTML, wiring.documents().page(call.caller, case_id, document_no, large=large)), _HARMLESS)

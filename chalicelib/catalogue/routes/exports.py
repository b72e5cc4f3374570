"""Exports: items and divisions as files."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

# Whose drafts they are is looked at one by one, when the file is written.
KEEPERS = Access(roles=frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_AUDITOR}))


@routes.post("/catalogue/exports", KEEPERS, body="Export", answer="ExportReport", status=202)
def export(call: Call) -> dict[str, Any]:
    """导出 — have a file made of items or divisions."""
    return wiring.export_desk().begin(call.body.model_dump(), call.caller, call.once)


@routes.get("/catalogue/exports/{export_id}", KEEPERS, answer="ExportReport")
def read_export(call: Call, export_id: str) -> dict[str, Any]:
    """导出结果 — how far one's own export is, and a link to its file."""
    return wiring.export_desk().read(export_id, call.caller)

"""Imports: items and divisions from files."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.routes.access import EDITORS, KEEPERS
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")


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

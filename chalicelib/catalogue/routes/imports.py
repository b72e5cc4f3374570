"""Imports: items and divisions from files."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

# Whose items the rows are is looked at row by row, when the file is read; an import is for those who keep what it may
# be of, which its record tells.
EDITORS = Access(roles=frozenset({Role.CATALOGUE_EDITOR}))
KEEPERS = Access(roles=frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_AUDITOR}))


@routes.post("/catalogue/imports", EDITORS, body="Import", answer="ImportReport", status=202)
def import_rows(call: Call) -> dict[str, Any]:
    """导入 — have items drafted or divisions added from rows or a file; how far it is can be asked."""
    return wiring.import_desk().begin(call.body.model_dump(), call.caller, call.once)


@routes.post("/catalogue/imports/{import_id}/completion", EDITORS, answer="ImportReport", status=202)
def complete_import(call: Call, import_id: str) -> dict[str, Any]:
    """导入文件已上传 — say that the announced file is there."""
    return wiring.import_desk().complete(import_id, call.caller, call.once)


@routes.get("/catalogue/imports", KEEPERS, query="ImportQuery", answer="ImportPage")
def list_imports(call: Call) -> dict[str, Any]:
    """导入记录 — imports of the departments and divisions that one keeps, newest first."""
    return wiring.import_desk().listed(call.query.limit, call.query.cursor, call.caller)


@routes.get("/catalogue/imports/{import_id}", KEEPERS, answer="ImportReport")
def read_import(call: Call, import_id: str) -> dict[str, Any]:
    """导入结果 — how far an import is, and what came of it."""
    return wiring.import_desk().report(import_id, call.caller)

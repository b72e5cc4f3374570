"""Monthly reports: supervisors and auditors, each as far as their posts reach."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Reach, Role
from chalicelib.shared.http import Call, Reply, Routes, Text
from chalicelib.wiring import supervision as wiring

routes = Routes("supervision")

READERS = Access(roles=frozenset({Role.SUPERVISOR, Role.AUDITOR}), reach=Reach.OFFICE)
_CSV = "text/csv"


@routes.get("/supervision/reports/{month}", READERS, query="ReportQuery", answer="MonthReport")
def read_report(call: Call, month: str) -> dict[str, Any]:
    """月报 — a month's figures per division, department and item, and its problems; as issued, or as they stand."""
    return wiring.report_desk().report(month, call.caller, call.query.division, call.query.department)


@routes.get("/supervision/reports/{month}/file", READERS, query="ReportFileQuery", media=(_CSV,))
def read_report_file(call: Call, month: str) -> Reply:
    """月报表格 — figures, definitions or problems of a month's report, for a spreadsheet."""
    asked = call.query
    text = wiring.report_desk().file(month, asked.part, call.caller, (asked.division, asked.department))
    named = f'attachment; filename="report-{month}-{asked.part}.csv"'
    return Reply(Text(_CSV, text), {"Content-Disposition": named})

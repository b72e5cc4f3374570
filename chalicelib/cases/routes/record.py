"""One's life-long record of cases, to take along."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from chalicelib.cases.routes.access import OWNER
from chalicelib.cases.status.finding import Wanted
from chalicelib.cases.status.record import record
from chalicelib.shared.http import Call, Reply, Routes, Text
from chalicelib.wiring import cases as wiring

routes = Routes("cases")

_CSV = "text/csv"
_FILE = {"Content-Disposition": 'attachment; filename="record.csv"'}


@routes.get("/me/record", OWNER, query="RecordQuery", answer="CaseRecord", media=(_CSV,))
def export_record(call: Call) -> dict[str, Any] | Reply:
    """我的办件档案 — everything kept of one's cases, part by part, as JSON or for a spreadsheet."""
    asked = call.query
    wanted = Wanted(asked.item_code, asked.year, asked.status)
    found = record(wiring.cases(), call.caller, asked.organisation_id, asked.limit, asked.cursor, wanted)
    if asked.format == "json":
        return found
    from chalicelib.cases.status.sheet import sheet

    return Reply(Text(_CSV, sheet(found["cases"])), {**_FILE, **_next(call, found["next_cursor"])})


def _next(call: Call, cursor: str | None) -> dict[str, str]:
    """Where a file goes on (RFC 8288): it has no place for it itself."""
    if cursor is None:
        return {}
    asked = {name: value for name, value in vars(call.query).items() if value is not None}
    return {"Link": f'</v1/me/record?{urlencode({**asked, "cursor": cursor})}>; rel="next"'}

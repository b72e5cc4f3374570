"""Who read whose data: a citizen sees their own, an auditor searches. Administrators see neither."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.access_log.search import Search
from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.wiring import identity as wiring

routes = Routes("identity")


@routes.get("/me/access-log", Access(citizens=True), query="PageQuery", answer="AccessLog")
def list_my_access_log(call: Call) -> dict[str, Any]:
    """谁看过我的信息 — who of the staff opened the caller's own data, newest first."""
    return wiring.access_search().mine(call.caller, call.query.limit, call.query.cursor)


@routes.get("/access-log", Access(roles=frozenset({Role.AUDITOR})), query="AccessLogQuery", answer="AuditedAccessLog")
def search_access_log(call: Call) -> dict[str, Any]:
    """查看留痕检索 — what a member of staff opened, or who opened a person's data, within a period, newest first."""
    asked = call.query
    reader = staff_number(asked.reader) if asked.reader else None
    search = Search(asked.from_, asked.to, reader, asked.person, asked.limit, asked.cursor)
    return wiring.access_search().search(search)

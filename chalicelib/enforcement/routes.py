"""Routes of enforcement: supervisors and auditors only."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Reach, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import enforcement as wiring

routes = Routes("enforcement")

WATCHERS = Access(roles=frozenset({Role.SUPERVISOR, Role.AUDITOR}), reach=Reach.OFFICE)


@routes.get("/supervision/recomputations", WATCHERS, query="PageQuery", answer="RecomputationList")
def list_recomputations(call: Call) -> dict[str, Any]:
    """期限重算列表 — what calendars that were published moved, newest first, as counts."""
    asked = call.query
    return wiring.reporting().newest(asked.limit, asked.cursor, call.caller)


@routes.get("/supervision/recomputations/{release}", WATCHERS, query="PageQuery", answer="Recomputation")
def read_recomputation(call: Call, release: str) -> dict[str, Any]:
    """期限重算报告 — which last days another calendar moved, of every matter that was open when it was published."""
    asked = call.query
    return wiring.reporting().read(release, asked.limit, asked.cursor, call.caller)

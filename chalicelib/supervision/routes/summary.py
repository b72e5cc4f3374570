"""Supervision routes: supervisors and auditors only."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Reach, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.supervision.service import SummaryRequest
from chalicelib.wiring import supervision as wiring

routes = Routes("supervision")

WATCHERS = Access(roles=frozenset({Role.SUPERVISOR, Role.AUDITOR}), reach=Reach.OFFICE)


@routes.get("/supervision/summary", WATCHERS, query="SummaryQuery", answer="Summary")
def read_summary(call: Call) -> dict[str, Any]:
    """监察概览 — how many cases entered which status, and the figures that follow, within one's divisions."""
    asked = call.query
    request = SummaryRequest(asked.from_, asked.to, asked.item, asked.division, asked.channel, asked.department)
    return wiring.supervision_service().summary(request, call.caller)

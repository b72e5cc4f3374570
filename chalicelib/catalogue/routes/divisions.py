"""行政区划, for everybody."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/divisions/{division_code}", PUBLIC, answer="DivisionDetail")
def read_division(_call: Call, division_code: str) -> dict[str, Any]:
    """行政区划 — one division, in force or not: its name in full, what it became and what became it."""
    return wiring.catalogue_service().division_shown(division_code)


@routes.get("/divisions/{division_code}/children", PUBLIC, query="DayQuery", answer="Divisions")
def list_divisions(call: Call, division_code: str) -> dict[str, Any]:
    """下级行政区划 — the divisions directly below one, today or on another day; twelve zeros: the provinces."""
    on = call.query.on if call.query else None
    return wiring.catalogue_service().children_shown(division_code, on.isoformat() if on else None)

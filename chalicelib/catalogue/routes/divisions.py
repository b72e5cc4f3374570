"""行政区划, for everybody."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/divisions/{division_code}/children", PUBLIC, answer="Divisions")
def list_divisions(_call: Call, division_code: str) -> dict[str, Any]:
    """下级行政区划 — the divisions directly below one; twelve zeros: the provinces."""
    below = wiring.catalogue_service().children(division_code)
    return {"code": division_code, "children": [{"code": d.code, "name": d.name, "level": d.level} for d in below]}

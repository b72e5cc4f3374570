"""Service routes: health, version, and the local stage's law clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.operations.version import VERSION
from chalicelib.shared.access import Access
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.settings import stage

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Far enough for every retention, and within what dates in any time zone can tell."""

routes = Routes("operations")


@routes.get("/health", Access(public=True), answer="Health")
def health(_call: Call) -> dict[str, Any]:
    """存活检查 — whether the service runs."""
    return {"status": "ok"}


@routes.get("/version", Access(public=True), answer="Version")
def version(_call: Call) -> dict[str, Any]:
    """版本 — what runs here."""
    return {"service": "banshi", "version": VERSION, "stage": stage()}


@routes.put("/local/clock", Access(public=True, stage="local"), body="ClockSetting", answer="ClockReading")
def set_local_clock(call: Call) -> dict[str, Any]:
    """调整法定时间 — move law time; the local stage only."""
    from chalicelib.operations.table import moved

    if call.body.now and not FIRST_YEAR <= call.body.now.year <= LAST_YEAR:
        raise Invalid("body_invalid", faults=[Fault("/now", "out_of_range")])
    wall = wiring.wall_clock().now()
    shift = call.body.now - wall if call.body.now else timedelta(0)
    reading = {"law_time": rfc3339(wall + shift), "wall_time": rfc3339(wall)}
    return wiring.committer().commit(lambda: Change(writes=(moved(shift),), answer=reading), None)

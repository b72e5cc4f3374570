"""An item's inner process as a graph: how far from the start each node comes, when each step ends at the latest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.guides.dates import Due, due

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar

Process = Mapping[str, Any]
_NO_LIMIT: Mapping[str, Any] = {"value": 0, "unit": "NONE"}


def layers(process: Process) -> dict[str, int]:
    """Each node and its layer: the longest way from the start. A process in force has no circles."""
    found: dict[str, int] = {}
    waiting = dict.fromkeys(process["nodes"])
    while waiting:
        free = [name for name in waiting if all(before in found for before in _before(process, name))]
        for name in free:
            found[name] = max((found[before] + 1 for before in _before(process, name)), default=0)
            del waiting[name]
        if not free:
            raise ValueError("the process goes round in a circle")
    return found


def steps_in_order(process: Process) -> list[str]:
    """The steps, those nearest to the start first; those of one layer as the process names them."""
    depth = layers(process)
    return sorted((name for name, node in process["nodes"].items() if node["kind"] == "step"), key=depth.__getitem__)


def latest_ends(process: Process, today: date, calendar: Calendar | None = None) -> dict[str, Due]:
    """When each step ends at the latest if the process begins today: a step begins when the last one before it ends.

    A step without a limit ends on no day that anybody could tell; what follows it is told as if it took no time.
    """
    begun: dict[str, Due] = {}
    ends: dict[str, Due] = {}
    for name, depth in sorted(layers(process).items(), key=lambda entry: entry[1]):
        before = [begun[other] for other in _before(process, name)] if depth else [Due(today)]
        start = _later(before)
        limit = process["nodes"][name].get("limit") or _NO_LIMIT
        ends[name] = due(start, limit["value"], limit["unit"], calendar=calendar)
        begun[name] = start if limit["unit"] == "NONE" else ends[name]
    return ends


def _later(dues: list[Due]) -> Due:
    unknown = next((one for one in dues if one.day is None), None)
    return unknown or max(dues, key=lambda one: one.day or date.min)


def _before(process: Process, name: str) -> list[str]:
    return [flow["from"] for flow in process["flows"] if flow["to"] == name]

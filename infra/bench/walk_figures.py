"""A round of supervisors through figures: of a period narrowed as can be, of a month that runs, of one that is over."""

from __future__ import annotations

from datetime import UTC, datetime

from infra.bench.city import DIVISION, City
from infra.bench.meter import Meter

DEPARTMENT = "09"
_OF_31_DAYS = (1, 3, 5)
"""A month for each round: a report reads the counters of each of its days."""


def watched(city: City, meter: Meter, number: int) -> None:
    """By a supervisor of the whole city; the report of one month is issued in each round."""
    supervisor = city.staff["700001"]
    today = datetime.now(UTC).date().isoformat()
    with meter.told_apart("of a department"):
        supervisor.get("/v1/supervision/summary", **{"from": today, "to": today, "department": DEPARTMENT})
    report = f"/v1/supervision/reports/{today[:7]}"
    supervisor.get(report)
    supervisor.get(f"{report}/file")
    over = f"2025-{_OF_31_DAYS[number]:02d}"
    city.functions.issue(over)
    with meter.told_apart("that was issued"):
        supervisor.get(f"/v1/supervision/reports/{over}")
        supervisor.get(f"/v1/supervision/reports/{over}/file", part="problems")
    with meter.told_apart("that was issued, of a division"):
        supervisor.get(f"/v1/supervision/reports/{over}", division=DIVISION)

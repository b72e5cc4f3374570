"""A round through the windows of a hall: one is opened, changed, sat at and closed."""

from __future__ import annotations

from infra.bench.city import DIVISION, City
from infra.local.seed.windows import sample_windows


def walk(city: City, number: int) -> None:
    """A window that leaves departments their own counters, new in this round, at which the clerk sits."""
    manager, clerk = city.staff["400001"], city.staff["100001"]
    said = {**sample_windows()[0], "window_no": f"W{number}", "division_code": DIVISION}
    made = manager.post("/v1/windows", {**said, "exclusive": False})
    path = f"/v1/windows/{made['window_id']}"
    del said["division_code"]
    manager.put(path, {**said, "name": "综合受理窗口"}, made["version"])
    clerk.get(path)
    clerk.get("/v1/windows", division=DIVISION)
    clerk.get("/v1/desk/windows")
    manager.post(f"{path}/closure")

"""The windows of a district, opened by the hall manager: the five that every hall has, and one for everything."""

from __future__ import annotations

from typing import Any

from infra.local.seed.client import StaffClient

DIVISION = "530102000000"
_HALL = "五华区政务服务大厅"
_CLERK = "100001"
_WEEK = [
    {"weekday": day, "from": begins, "until": ends}
    for day in range(1, 6)
    for begins, ends in (("09:00", "12:00"), ("13:00", "17:00"))
]
_ALL_POWERS = ["accept", "examine", "coordinate", "serve"]
_FEW = ["accept", "serve"]


def open_windows(manager: StaffClient) -> int:
    """Open those that are not open yet; returns how many there are. Raises SeedRefused."""
    listed = manager.get(f"/v1/windows?division={DIVISION}")["windows"]
    known = {window["window_no"] for window in listed if window["state"] == "open"}
    for window in sample_windows():
        if window["window_no"] not in known:
            manager.post_anew("/v1/windows", window)
    return len(sample_windows())


def sample_windows() -> list[dict[str, Any]]:
    """What `POST /v1/windows` takes of each.

    The window for all items leaves departments their own counters; the others accept alone what they serve.
    """
    return [
        _window("A01", "综合窗口", "comprehensive", ["*"], powers=_ALL_POWERS, exclusive=False),
        _window("B01", "市场准入窗口", "market_access", ["31"], powers=_ALL_POWERS),
        _window("B02", "城乡建设窗口", "urban_rural_construction", ["15", "17"]),
        _window("B03", "卫生健康窗口", "health", ["23"]),
        _window("B04", "民生保障窗口", "livelihood", ["36", "80"]),
        _window("B05", "退役军人窗口", "veterans", ["14"], exclusive=False),
    ]


def _window(window_no: str, name: str, kind: str, departments: list[str], **more: Any) -> dict[str, Any]:
    said = {"window_no": window_no, "name": name, "kind": kind, "departments": departments}
    place = {"division_code": DIVISION, "hall": _HALL}
    return {**said, **place, "staff": [_CLERK], "hours": _WEEK, "powers": _FEW, "exclusive": True, **more}

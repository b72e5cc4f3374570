"""Windows as they are answered and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.windows.rules import MANDATORY, Hours, Window, nearest_first


def described(window: Window) -> dict[str, Any]:
    """What a hall manager says of a window."""
    return {
        "window_no": window.window_no,
        "name": window.name,
        "hall": window.hall,
        "kind": str(window.kind),
        "departments": list(window.departments),
        "item_codes": list(window.item_codes),
        "staff": list(window.staff),
        "hours": hours_shown(window.hours),
        "powers": [str(power) for power in window.powers],
        "exclusive": window.exclusive,
    }


def shown(window: Window) -> dict[str, Any]:
    """A window in full."""
    return {
        "window_id": window.window_id,
        "division_code": window.division_code,
        **described(window),
        "state": str(window.state),
        "version": window.version,
    }


def hours_shown(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    """Opening hours."""
    return [{"weekday": one.weekday, "from": one.opens, "until": one.closes} for one in hours]


def division_shown(division_code: str, windows: Sequence[Window]) -> dict[str, Any]:
    """All windows of a division by number, and which of the mandatory kinds none of the open ones is of."""
    present = {window.kind for window in windows if window.open}
    return {
        "division_code": division_code,
        "windows": [shown(window) for window in nearest_first(windows)],
        "missing_kinds": [str(kind) for kind in MANDATORY if kind not in present],
    }

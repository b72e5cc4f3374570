"""统一工作门户: one entry for everybody who works at a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from chalicelib.shared.access import Caller
from chalicelib.windows.functions import functions_of
from chalicelib.windows.rules import Window
from chalicelib.windows.service import WindowService, sitters_of
from chalicelib.windows.shapes import hours_shown, shown


class Portal:
    """Shows somebody where they sit today and what they may do."""

    def __init__(self, windows: WindowService, today: Callable[[], date]) -> None:
        self._windows = windows
        self._today = today

    def of(self, caller: Caller) -> dict[str, Any]:
        """The caller's windows, own ones first, then those of colleagues for whom they stand in; and their functions.

        A read for each of those people, and one for all their divisions.
        """
        today, windows = self._today(), self._windows.seats(caller)
        return {
            "staff_no": caller.id,
            "on": str(today),
            "windows": [
                _at(window, number, caller, today)
                for number in sitters_of(caller)
                for window in windows
                if number in window.staff
            ],
            "functions": functions_of(caller),
        }


def _at(window: Window, number: str, caller: Caller, today: date) -> dict[str, Any]:
    return {
        **shown(window),
        "today": hours_shown(window.hours_on(today.isoweekday())),
        "stands_in_for": number if number != caller.id else None,
    }

"""Cases' view of windows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Seat
    from chalicelib.windows.service import WindowService


class HallWindows:
    """`Windows` through their public door."""

    def __init__(self, windows: Callable[[], WindowService]) -> None:
        self._windows = windows

    def require_may_accept(self, by: Caller, case: Case) -> str | None:
        """The window at which the caller accepts. Raises Forbidden `accepted_at_window_only`."""
        window = self._windows().require_may_accept(by, case.division_code, case.department, case.item_code)
        return window.window_id if window else None

    def require_may_serve(self, by: Caller, case: Case) -> str | None:
        """The window at which the caller hands over a result. Raises Forbidden `served_at_window_only`."""
        window = self._windows().require_may_serve(by, case.division_code, case.department, case.item_code)
        return window.window_id if window else None

    def seat(self, by: Caller, division_code: str) -> str | None:
        """A window of that division at which the caller sits today."""
        return next((window.window_id for window in self._windows().sits_at(by.id, division_code)), None)

    def seats(self, by: Caller) -> tuple[Seat, ...]:
        """The windows at which the caller sits."""
        from chalicelib.cases.neighbours import Seat

        return tuple(Seat(one.window_id, one.division_code) for one in self._windows().seats(by))

    def serving_seats(self, by: Caller, department: str, item_code: str) -> tuple[Seat, ...]:
        """Those of them that serve the item."""
        from chalicelib.cases.neighbours import Seat

        sits_at = self._windows().seats(by)
        return tuple(Seat(one.window_id, one.division_code) for one in sits_at if one.serves(department, item_code))

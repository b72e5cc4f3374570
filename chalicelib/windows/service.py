"""The public door of windows: which ones serve an item, who sits at them, and who may accept or
serve. Others use nothing else.

Each answer is one BatchGet of a division and those that contain it, eventually consistent: a change of a window counts
within a second.
"""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden
from chalicelib.windows.ports import WindowStore
from chalicelib.windows.rules import Kind, Power, Window, allowing, lineage, nearest_first

__all__ = ["Kind", "Power", "Window", "WindowService"]

_DIVISIONS = 100  # one BatchGet


class WindowService:
    """Answers for other domains."""

    def __init__(self, store: WindowStore) -> None:
        self._store = store

    def serving(self, division_code: str, department: str, item_code: str) -> tuple[Window, ...]:
        """The open windows, of that division or of one that contains it, that serve the item; the nearest first."""
        return tuple(window for window in self._open(division_code) if window.serves(department, item_code))

    def sits_at(self, staff_no: str, division_code: str) -> tuple[Window, ...]:
        """The open windows, of that division or of one that contains it, at which somebody sits; the nearest first."""
        return tuple(window for window in self._open(division_code) if staff_no in window.staff)

    def seats(self, caller: Caller) -> tuple[Window, ...]:
        """The open windows, wherever they are, at which the caller sits, or a colleague for whom they stand in.

        A read for each of those people, and one for all their divisions.
        """
        sitters = {*sitters_of(caller)}
        divisions = sorted({code for number in sitters for code in self._store.divisions_of(number)})
        found = self._store.of(divisions[:_DIVISIONS])
        return nearest_first(window for window in found if window.open and sitters & {*window.staff})

    def require_may_accept(self, caller: Caller, division_code: str, department: str, item_code: str) -> Window | None:
        """The window at which the caller accepts; None where they sit at none and need not.

        Raises Forbidden `accepted_at_window_only` (事项一窗对外) where a window that may accept serves the item
        exclusively, unless the caller sits at such a window, or stands in for somebody who does, for whom they act
        then. A division without windows leaves acceptance to whoever's post fits.
        """
        serving = self.serving(division_code, department, item_code)
        office = (division_code, department)
        return _require_seat(caller, office, allowing(serving, Power.ACCEPT), "accepted_at_window_only")

    def require_may_serve(self, caller: Caller, division_code: str, department: str, item_code: str) -> Window | None:
        """The window at which the caller hands over a result; as for acceptance, Forbidden `served_at_window_only`."""
        serving = self.serving(division_code, department, item_code)
        office = (division_code, department)
        return _require_seat(caller, office, allowing(serving, Power.SERVE), "served_at_window_only")

    def _open(self, division_code: str) -> tuple[Window, ...]:
        return nearest_first(window for window in self._store.of(lineage(division_code)) if window.open)


def sitters_of(caller: Caller) -> tuple[str, ...]:
    """The caller's number, then those of the colleagues for whom they stand in."""
    return (caller.id, *sorted({post.stands_in_for for post in caller.posts if post.stands_in_for}))


def _require_seat(caller: Caller, office: tuple[str, str], windows: Sequence[Window], code: str) -> Window | None:
    """The window of those at which the caller sits, or the colleague whose post counts there and for whom they act."""
    colleagues = {post.stands_in_for for post in caller.serving if post.reaches(*office)}
    for number in (caller.id, *sorted(filter(None, colleagues))):
        if seat := next((window for window in windows if number in window.staff), None):
            if number != caller.id:
                caller.act_for(number)
            return seat
    if exclusive := [window for window in windows if window.exclusive]:
        raise Forbidden(code, windows=_named(exclusive))
    return None


def _named(windows: list[Window]) -> str:
    return "、".join(f"{window.hall}{window.window_no}号窗口({window.name})" for window in windows)

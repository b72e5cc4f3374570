"""Windows are opened, changed and closed by the hall manager of their division."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import ActType, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation, Stale
from chalicelib.shared.ids import ALPHABET, random_code
from chalicelib.windows import acts, rules
from chalicelib.windows.encoding import text
from chalicelib.windows.ports import DivisionWindows, Surroundings, WindowStore
from chalicelib.windows.rules import Hours, Kind, Power, Window, WindowState
from chalicelib.windows.shapes import described, division_shown, shown

MOST = 100  # windows of a division; those closed first make room
LARGEST = 100_000  # bytes of a division's windows: 13 units where somebody accepts
_ID_CHARACTERS = 8
_ID = re.compile(rf"[0-9]{{12}}-[{ALPHABET}]{{{_ID_CHARACTERS}}}")


class Described(NamedTuple):
    """What a hall manager says of a window."""

    window_no: str
    name: str
    hall: str
    kind: Kind
    departments: tuple[str, ...]
    item_codes: tuple[str, ...]
    staff: tuple[str, ...]
    hours: tuple[Hours, ...]
    powers: tuple[Power, ...]
    exclusive: bool = True


class WindowKeeping:
    """Opens, shows, changes and closes windows."""

    def __init__(
        self, store: WindowStore, surroundings: Surroundings, recorder: Recorder, committer: Committer
    ) -> None:
        self._store = store
        self._surroundings = surroundings
        self._recorder = recorder
        self._committer = committer

    def open(self, division_code: str, said: Described, by: Caller, once: Once | None) -> dict[str, Any]:
        """Open a window. Raises NotFound outside the caller's reach, Invalid with every fault, RuleViolation."""
        _require_manager(division_code, by, "division_not_found")
        window = Window(f"{division_code}-{random_code(_ID_CHARACTERS)}", division_code=division_code, **said._asdict())
        known = self._faults(window, new=True)

        def decide() -> Change:
            before = self._store.windows(division_code)
            _require_sound([*known, *rules.faults(window, before.windows)])
            return self._changed(before, window, acts.WINDOW_OPENED, described(window), by)

        return self._committer.commit(decide, once)

    def listed(self, division_code: str, by: Caller) -> dict[str, Any]:
        """All windows of a division, and which of the five that every hall has are missing. Raises NotFound."""
        _require_desk(division_code, by, "division_not_found")
        return division_shown(division_code, self._store.windows(division_code).windows)

    def shown(self, window_id: str, by: Caller) -> dict[str, Any]:
        """A window. Raises NotFound."""
        _require_desk(_division_of(window_id), by, "window_not_found")
        return shown(_known(self._store.windows(_division_of(window_id)), window_id))

    def change(self, window_id: str, said: Described, if_match: int, by: Caller) -> dict[str, Any]:
        """Describe a window anew. Raises NotFound, Stale, Invalid with every fault, RuleViolation for a closed one."""
        _require_manager(_division_of(window_id), by, "window_not_found")

        def decide() -> Change:
            before = self._store.windows(_division_of(window_id))
            window = _open(before, window_id)
            if window.version != if_match:
                raise Stale("version_stale")
            after = window._replace(**said._asdict(), version=window.version + 1)
            others = [one for one in before.windows if one.window_id != window_id]
            _require_sound([*self._faults(after), *rules.faults(after, others)])
            return self._changed(before, after, acts.WINDOW_CHANGED, _differences(window, after), by)

        return self._committer.commit(decide, None)

    def close(self, window_id: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Close a window for good; its number is free for another. Raises NotFound, RuleViolation for a closed one."""
        _require_manager(_division_of(window_id), by, "window_not_found")

        def decide() -> Change:
            before = self._store.windows(_division_of(window_id))
            window = _open(before, window_id)
            after = window._replace(state=WindowState.CLOSED, version=window.version + 1)
            return self._changed(before, after, acts.WINDOW_CLOSED, {"window_no": window.window_no}, by)

        return self._committer.commit(decide, once)

    def _changed(
        self, before: DivisionWindows, window: Window, type_: ActType, said: dict[str, object], by: Caller
    ) -> Change:
        act = self._recorder.next(before.chain, type_, by, {"window_id": window.window_id, **said})
        after = before._replace(chain=act.chain, windows=_with(before.windows, window))
        if len(text(after.windows).encode()) > LARGEST:
            raise RuleViolation("windows_too_large")
        return Change(self._store.save(before, after), (act,), shown(window))

    def _faults(self, window: Window, *, new: bool = False) -> list[Fault]:
        """What it names that there is not."""
        asked: list[tuple[str, tuple[str, ...], Callable[[tuple[str, ...]], frozenset[str]], str]] = [
            ("/departments", window.departments, self._surroundings.departments, "department_unknown"),
            ("/item_codes", window.item_codes, self._surroundings.items, "item_unknown"),
            ("/staff", window.staff, self._surroundings.staff, "staff_unknown"),
        ]
        found = [fault for pointer, named, ask, code in asked for fault in _unknown(pointer, named, ask, code)]
        if new and not self._surroundings.division(window.division_code):
            found.append(Fault("/division_code", "division_unknown"))
        return found


def _unknown(
    pointer: str, named: tuple[str, ...], ask: Callable[[tuple[str, ...]], frozenset[str]], code: str
) -> Iterator[Fault]:
    wanted = tuple(one for one in named if one != rules.ALL)
    return rules.unknown(pointer, named, ask(wanted) if wanted else (), code)


def _with(windows: tuple[Window, ...], window: Window) -> tuple[Window, ...]:
    """The windows with that one, new or in place; what was closed first makes room. Raises RuleViolation."""
    if any(one.window_id == window.window_id for one in windows):
        return tuple(window if one.window_id == window.window_id else one for one in windows)
    closed = [one for one in windows if not one.open]
    if len(windows) < MOST:
        return (*windows, window)
    if not closed:
        raise RuleViolation("too_many_windows", most=MOST)
    return (*(one for one in windows if one != closed[0]), window)


def _differences(before: Window, after: Window) -> dict[str, object]:
    was = described(before)
    return {name: value for name, value in described(after).items() if was[name] != value}


def _require_sound(found: list[Fault]) -> None:
    if found:
        raise Invalid("body_invalid", faults=found)


def _division_of(window_id: str) -> str:
    """The division in a window's id. Raises NotFound for what is no id."""
    if not _ID.fullmatch(window_id):
        raise NotFound("window_not_found")
    return window_id.partition("-")[0]


def _known(windows: DivisionWindows, window_id: str) -> Window:
    found = next((one for one in windows.windows if one.window_id == window_id), None)
    if found is None:
        raise NotFound("window_not_found")
    return found


def _open(windows: DivisionWindows, window_id: str) -> Window:
    found = _known(windows, window_id)
    if not found.open:
        raise RuleViolation("window_closed")
    return found


def _require_manager(division_code: str, by: Caller, code: str) -> None:
    if not by.holds_over(Role.HALL_MANAGER, division_code):
        raise NotFound(code)


def _require_desk(division_code: str, by: Caller, code: str) -> None:
    if not any(post.covers(division_code) for post in by.serving):
        raise NotFound(code)

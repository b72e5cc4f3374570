"""Windows are opened, changed and closed by the hall manager of their division."""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import ActType, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation, Stale
from chalicelib.windows import acts, names, rules
from chalicelib.windows.encoding import text
from chalicelib.windows.ports import DivisionWindows, Surroundings, WindowStore
from chalicelib.windows.reach import division_of, new_window_id, require_desk, require_manager
from chalicelib.windows.rules import Hours, Kind, Power, Window, WindowState
from chalicelib.windows.shapes import described, division_shown, shown

MOST = 100  # windows of a division; those closed first make room
LARGEST = 100_000  # bytes of a division's windows: 13 units where somebody accepts


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
        """Open a window. Raises NotFound outside the caller's reach, Invalid with every fault, RuleViolation.

        `division_ended` says what a division has become that is no more.
        """
        require_manager(division_code, by, "division_not_found")
        window = Window(new_window_id(division_code), division_code=division_code, **said._asdict())

        def decide() -> Change:
            before = self._store.windows(division_code)
            _require_sound(
                [*names.unknown(self._surroundings, window, new=True), *rules.faults(window, before.windows)]
            )
            return self._changed(before, window, acts.WINDOW_OPENED, described(window), by)

        return self._committer.commit(decide, once)

    def listed(self, division_code: str, by: Caller) -> dict[str, Any]:
        """All windows of a division, and which of the five that every hall has are missing. Raises NotFound."""
        require_desk(division_code, by, "division_not_found")
        return division_shown(division_code, self._store.windows(division_code).windows)

    def shown(self, window_id: str, by: Caller) -> dict[str, Any]:
        """A window. Raises NotFound."""
        require_desk(division_of(window_id), by, "window_not_found")
        return shown(_known(self._store.windows(division_of(window_id)), window_id))

    def change(self, window_id: str, said: Described, if_match: int, by: Caller) -> dict[str, Any]:
        """Describe a window anew. Raises NotFound, Stale, Invalid with every fault, RuleViolation for a closed one."""
        require_manager(division_of(window_id), by, "window_not_found")

        def decide() -> Change:
            before = self._store.windows(division_of(window_id))
            window = _open(before, window_id)
            if window.version != if_match:
                raise Stale("version_stale")
            after = window._replace(**said._asdict(), version=window.version + 1)
            others = [one for one in before.windows if one.window_id != window_id]
            _require_sound([*names.unknown(self._surroundings, after), *rules.faults(after, others)])
            return self._changed(before, after, acts.WINDOW_CHANGED, _differences(window, after), by)

        return self._committer.commit(decide, None)

    def close(self, window_id: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Close a window for good; its number is free for another. Raises NotFound, RuleViolation for a closed one."""
        require_manager(division_of(window_id), by, "window_not_found")

        def decide() -> Change:
            before = self._store.windows(division_of(window_id))
            window = _open(before, window_id)
            after = window._replace(state=WindowState.CLOSED, version=window.version + 1)
            return self._changed(before, after, acts.WINDOW_CLOSED, {"window_no": window.window_no}, by)

        return self._committer.commit(decide, once)

    def _changed(
        self, before: DivisionWindows, window: Window, type_: ActType, said: dict[str, object], by: Caller
    ) -> Change:
        act = self._recorder.next(before.chain, type_, by, {"window_id": window.window_id, **said})
        after = before._replace(chain=act.chain, windows=_with(before.windows, window))
        return Change(self._store.save(before, after), (act,), shown(window))


def _with(windows: tuple[Window, ...], window: Window) -> tuple[Window, ...]:
    """The windows and that one, which changed last; what was closed first makes room. Raises RuleViolation.

    Closing one is never refused.
    """
    kept = [one for one in windows if one.window_id != window.window_id]
    closed = [one for one in kept if not one.open]
    while (refusal := _too_much((*kept, window))) and closed:
        kept.remove(closed.pop(0))
    if refusal and window.open:
        raise refusal
    return (*kept, window)


def _too_much(windows: tuple[Window, ...]) -> RuleViolation | None:
    if len(windows) > MOST:
        return RuleViolation("too_many_windows", most=MOST)
    return RuleViolation("windows_too_large") if len(text(windows).encode()) > LARGEST else None


def _differences(before: Window, after: Window) -> dict[str, object]:
    was = described(before)
    return {name: value for name, value in described(after).items() if was[name] != value}


def _require_sound(found: list[Fault]) -> None:
    if found:
        raise Invalid("body_invalid", faults=found)


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

"""What a window names that is kept elsewhere, and whether there is such a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chalicelib.shared.errors import Fault
from chalicelib.windows import rules
from chalicelib.windows.ports import Surroundings
from chalicelib.windows.rules import Window

_Ask = Callable[[tuple[str, ...]], frozenset[str]]


def unknown(surroundings: Surroundings, window: Window, *, new: bool = False) -> list[Fault]:
    """A fault for each thing that there is not; the division of a new window is looked for too."""
    asked: list[tuple[str, tuple[str, ...], _Ask, str]] = [
        ("/departments", window.departments, surroundings.departments, "department_unknown"),
        ("/item_codes", window.item_codes, surroundings.items, "item_unknown"),
        ("/staff", window.staff, surroundings.staff, "staff_unknown"),
    ]
    found = [fault for pointer, named, ask, code in asked for fault in _unknown(pointer, named, ask, code)]
    if new and not surroundings.division(window.division_code):
        found.append(Fault("/division_code", "division_unknown"))
    return found


def _unknown(pointer: str, named: tuple[str, ...], ask: _Ask, code: str) -> Iterator[Fault]:
    wanted = tuple(one for one in named if one != rules.ALL)
    return rules.unknown(pointer, named, ask(wanted) if wanted else (), code)

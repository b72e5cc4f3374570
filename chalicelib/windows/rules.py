"""Windows of a hall, and who accepts where: pure."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.divisions import LEVEL_DIGITS, stem
from chalicelib.shared.errors import Fault

ALL = "*"


class Kind(StrEnum):
    """What a window is for. Every hall has the first five ("5+X")."""

    MARKET_ACCESS = "market_access"  # 市场准入
    URBAN_RURAL_CONSTRUCTION = "urban_rural_construction"  # 城乡建设
    HEALTH = "health"  # 卫生健康
    LIVELIHOOD = "livelihood"  # 民生保障
    VETERANS = "veterans"  # 退役军人
    COMPREHENSIVE = "comprehensive"  # 综合窗口, 无差别受理
    OTHER = "other"


MANDATORY = (Kind.MARKET_ACCESS, Kind.URBAN_RURAL_CONSTRUCTION, Kind.HEALTH, Kind.LIVELIHOOD, Kind.VETERANS)


class Power(StrEnum):
    """What departments have delegated to a window (授权). The first and the last bind who accepts and who hands over.

    The other two are on record: who examines and who coordinates is decided by posts.
    """

    ACCEPT = "accept"  # 受理权
    EXAMINE = "examine"  # 审核权
    COORDINATE = "coordinate"  # 协调处置权
    SERVE = "serve"  # 送达权


class WindowState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Hours(NamedTuple):
    """Open on a weekday (1 is Monday) from one civil time to another, `09:00` to `17:00`."""

    weekday: int
    opens: str
    closes: str


class Window(NamedTuple):
    """A window of a division. It serves all items of `departments`, and `item_codes` besides; `*` is every one.

    `staff` are the numbers of who sits there. Where it is `exclusive` nobody accepts beside it what it serves,
    nor hands over its results, as far as it has the power.
    `version` counts its changes.
    """

    window_id: str
    window_no: str
    name: str
    division_code: str
    hall: str
    kind: Kind
    departments: tuple[str, ...]
    item_codes: tuple[str, ...]
    staff: tuple[str, ...]
    hours: tuple[Hours, ...]
    powers: tuple[Power, ...]
    exclusive: bool = True
    state: WindowState = WindowState.OPEN
    version: int = 1

    @property
    def open(self) -> bool:
        return self.state is WindowState.OPEN

    def serves(self, department: str, item_code: str) -> bool:
        """Whether an item of that department is served here."""
        return bool({ALL, department} & {*self.departments}) or bool({ALL, item_code} & {*self.item_codes})

    def hours_on(self, weekday: int) -> tuple[Hours, ...]:
        """When it is open on a weekday, earliest first."""
        return tuple(sorted(hours for hours in self.hours if hours.weekday == weekday))


def lineage(division_code: str) -> tuple[str, ...]:
    """A division and those that contain it, the smallest first: at most five."""
    digits = len(stem(division_code))
    return tuple(division_code[:level].ljust(12, "0") for level in reversed(LEVEL_DIGITS) if level <= digits)


def nearest_first(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows of the smallest division first, then by number."""
    return tuple(sorted(windows, key=lambda one: (-len(stem(one.division_code)), one.window_no)))


def allowing(windows: Iterable[Window], power: Power) -> tuple[Window, ...]:
    """Those that have that power."""
    return tuple(window for window in windows if power in window.powers)


def faults(window: Window, others: Iterable[Window]) -> Iterator[Fault]:
    """What is wrong with a window by itself, and beside the open ones of its division."""
    if any(other.open and other.window_no == window.window_no for other in others):
        yield Fault("/window_no", "window_no_in_use")
    if not window.departments and not window.item_codes:
        yield Fault("/departments", "window_serves_nothing")
    yield from _hours_faults(window.hours)


def unknown(pointer: str, named: Sequence[str], known: Collection[str], code: str) -> Iterator[Fault]:
    """A fault for each name that is not known."""
    return (Fault(f"{pointer}/{at}", code) for at, one in enumerate(named) if one != ALL and one not in known)


def _hours_faults(hours: Sequence[Hours]) -> Iterator[Fault]:
    for at, one in enumerate(hours):
        if one.closes <= one.opens:
            yield Fault(f"/hours/{at}/until", "hours_reversed")
        elif any(_meet(one, earlier) for earlier in hours[:at]):
            yield Fault(f"/hours/{at}", "hours_overlap")


def _meet(one: Hours, other: Hours) -> bool:
    return one.weekday == other.weekday and one.opens < other.closes and other.opens < one.closes

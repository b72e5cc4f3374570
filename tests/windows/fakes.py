"""Windows in memory, held to what the table does by the contract tests, and a city around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.shared.acts import Recorder
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import RuleViolation
from chalicelib.windows.keeping import Described, WindowKeeping
from chalicelib.windows.portal import Portal
from chalicelib.windows.ports import DivisionWindows, Writes, no_windows
from chalicelib.windows.rules import ALL, Hours, Kind, Power, Window, lineage
from chalicelib.windows.service import WindowService
from tests.fakes import FakeClock, MemoryCommitter, MemoryWrite, Plain

DISTRICT, CITY, ELSEWHERE = "530102000000", "530100000000", "530103000000"
WEEKDAYS = tuple(Hours(day, "09:00", "17:00") for day in range(1, 6))
ALL_POWERS = tuple(sorted(Power))


def described(window_no: str = "A01", **more: Any) -> Described:
    """A comprehensive window at which W0001 sits."""
    said = Described(
        window_no=window_no,
        name="综合窗口",
        hall="政务服务大厅",
        kind=Kind.COMPREHENSIVE,
        departments=(ALL,),
        item_codes=(),
        staff=("W0001",),
        hours=WEEKDAYS,
        powers=ALL_POWERS,
    )
    return said._replace(**more)


def window(window_no: str = "A01", division_code: str = DISTRICT, **more: Any) -> Window:
    """A window as it is kept."""
    said = {name: value for name, value in more.items() if name in Described._fields}
    rest = {name: value for name, value in more.items() if name not in Described._fields}
    number = described(window_no, **said)._asdict()
    return Window(f"{division_code}-{window_no:0>8}", division_code=division_code, **number)._replace(**rest)


@dataclass
class WindowsInMemory:
    items: dict[Any, Any] = field(default_factory=dict)
    reads: list[tuple[str, ...]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def windows(self, division_code: str) -> DivisionWindows:
        self.asked.append(division_code)
        found: DivisionWindows = self.items.get(("division", division_code)) or no_windows(division_code)
        return found

    def of(self, division_codes: Sequence[str]) -> tuple[Window, ...]:
        self.reads.append(tuple(division_codes))
        return tuple(window for code in dict.fromkeys(division_codes) for window in self.windows(code).windows)

    def divisions_of(self, staff_no: str) -> tuple[str, ...]:
        return tuple(sorted(code for kind, code, *who in self.items if kind == "seat" and who == [staff_no]))

    def save(self, before: DivisionWindows, after: DivisionWindows) -> Writes:
        code, kept = after.division_code, after._replace(version=(before.version or 0) + 1)
        came = (MemoryWrite(self.items, ("seat", code, no), Plain(no)) for no in after.seated - before.seated)
        left = (MemoryWrite(self.items, ("seat", code, no), None) for no in before.seated - after.seated)
        return (MemoryWrite(self.items, ("division", code), kept, before.version), *came, *left)


@dataclass
class CityInMemory:
    """What there is for windows to name."""

    divisions: set[str] = field(default_factory=lambda: {*lineage(DISTRICT), ELSEWHERE})
    known_departments: set[str] = field(default_factory=lambda: {"09", "31"})
    numbers: set[str] = field(default_factory=lambda: {"W0001", "W0002", "W0003"})
    in_force: set[str] = field(default_factory=lambda: {"item-1", "item-2"})
    ended: set[str] = field(default_factory=set)

    def division(self, division_code: str) -> bool:
        if division_code in self.ended:
            raise RuleViolation("division_ended", old=division_code, now="无")
        return division_code in self.divisions

    def departments(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset(self.known_departments & {*codes})

    def staff(self, staff_nos: Collection[str]) -> frozenset[str]:
        return frozenset(self.numbers & {*staff_nos})

    def items(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset(self.in_force & {*codes})


class Halls:
    """Everything that this domain does, over one dictionary."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.law = LawClock(self.clock)
        self.store = WindowsInMemory()
        self.city = CityInMemory()
        self.committer = MemoryCommitter()
        recorder = Recorder(self.clock, self.law, lambda: 0)
        self.keeping = WindowKeeping(self.store, self.city, recorder, self.committer)
        self.service = WindowService(self.store)
        self.portal = Portal(self.service, self.law.today)

    def put(self, *windows: Window) -> None:
        """Have windows, by whatever way they came."""
        for one in windows:
            before = self.store.windows(one.division_code)
            for write in self.store.save(before, before._replace(windows=(*before.windows, one))):
                write.apply()

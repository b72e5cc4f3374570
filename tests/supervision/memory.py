"""Counters in memory, obeying what the table obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.deadlines.service import working_days_between
from chalicelib.supervision.figures.items import Group, ItemSums
from chalicelib.supervision.ports import AlreadyCounted
from chalicelib.supervision.rules import Entering, Tally, added
from tests.fakes import MemoryWrite


@dataclass(frozen=True)
class Held:
    """What stands under a key."""

    tally: Tally
    version: int


class MemoryCounters:
    """A `Counters`."""

    def __init__(self) -> None:
        self.guards: dict[Any, Held] = {}
        self.counts: dict[Any, Held] = {}

    def enter(self, guard: str, entered: Entering, tally: Tally) -> tuple[MemoryWrite, ...]:
        held = self.counts.get(entered, Held(Tally(), 0))
        counted = Held(added([held.tally, tally]), held.version + 1)
        return (
            MemoryWrite(self.guards, guard, Held(Tally(), 1), None, AlreadyCounted),
            MemoryWrite(self.counts, entered, counted),
        )

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, Tally]]:
        wanted = set(days)
        for entered, held in self.counts.items():
            if entered.day in wanted and item_code in (None, entered.item_code):
                yield entered, held.tally


class MemoryCity:
    """A `City` that publishes what it is given, by item and edition."""

    def __init__(self, day: date = date(2026, 11, 21)) -> None:
        self.day = day
        self.editions: dict[tuple[str, int], tuple[Group, ItemSums]] = {}

    def today(self) -> date:
        return self.day

    def working_days(self, after: date, through: date) -> int | None:
        return working_days_between(after, through)

    def month_working_days(self) -> int:
        return 22

    def published(self, item_code: str, number: int) -> tuple[Group, ItemSums] | None:
        return self.editions.get((item_code, number))

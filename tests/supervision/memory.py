"""Counters in memory, obeying what the table obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.supervision.ports import AlreadyCounted
from chalicelib.supervision.rules import Entering
from tests.fakes import MemoryWrite


@dataclass(frozen=True)
class Held:
    """What stands under a key."""

    count: int
    version: int


class MemoryCounters:
    """A `Counters`."""

    def __init__(self) -> None:
        self.guards: dict[Any, Held] = {}
        self.counts: dict[Any, Held] = {}

    def enter(self, act_id: str, entered: Entering) -> tuple[MemoryWrite, ...]:
        held = self.counts.get(entered, Held(0, 0))
        counted = Held(held.count + 1, held.version + 1)
        return (
            MemoryWrite(self.guards, act_id, Held(1, 1), None, AlreadyCounted),
            MemoryWrite(self.counts, entered, counted),
        )

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, int]]:
        wanted = set(days)
        for entered, held in self.counts.items():
            if entered.day in wanted and item_code in (None, entered.item_code):
                yield entered, held.count

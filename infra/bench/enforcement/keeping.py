"""Enforcement over the local table, with matters in memory, and what it is made to do."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import NamedTuple

from infra.bench.enforcement.matters import NAME, Matters
from infra.bench.enforcement.table import Asked, measured

DUE, FAR = date(2026, 11, 24), date(2027, 6, 1)
_NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
_AFTER = datetime(2026, 11, 24, 17, tzinfo=UTC)
EVERY_THIRD = 3


class Moment:
    """A clock that stands."""

    def __init__(self) -> None:
        self.at = _NOW

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at


class Drained(NamedTuple):
    """A burst: how many were due, how many messages were handled, in how long; who ended not exactly once."""

    due: int
    messages: int
    seconds: float
    wrong: int


class Keeping:
    """Seeds, sweeps, enforces."""

    def __init__(self) -> None:
        from chalicelib.enforcement.service import EnforcementService
        from chalicelib.enforcement.table.deadlines import DeadlineTable
        from chalicelib.wiring import committer

        self._matters, self._clock = Matters(), Moment()
        self._table = DeadlineTable(self._clock)
        self.service = EnforcementService(self._table, lambda _: self._matters, committer(), self._clock, self._clock)

    def opened(self, count: int, due_on: date, prefix: str) -> None:
        """So many matters with that last day, written past the service: it would take minutes."""
        from chalicelib.enforcement.ports import Known
        from chalicelib.enforcement.rules import Differences, Kept
        from chalicelib.enforcement.table.items import DeadlineItem
        from chalicelib.shared.due import end_of

        kept = Differences((Kept(NAME, due_on.isoformat(), end_of(due_on)),), ())
        with DeadlineItem.batch_write() as batch:
            for number in range(count):
                subject = f"case#{prefix}-{number:08d}"
                self._matters.due_on[subject] = due_on
                for write in self._table.changes(Known(subject, 0, None, {}), 1, kept, over=False):
                    batch.save(write.item)

    def at_midnight(self) -> None:
        """Law time after the last day of what is due."""
        self._clock.at = _AFTER
        list(self.service.due())  # the first look of a day goes back to the beginning

    def swept(self) -> tuple[Asked, Asked, int]:
        """One sweep, and the enforcement of what it found."""
        with measured() as sweep:
            found = list(self.service.due())
        with measured() as enforcement:
            for each in found:
                self.service.enforce(each.subject, each.name)
        return sweep, enforcement, len(found)

    def drained(self) -> Drained:
        """Everything that is due, every third message twice, the last ones first."""
        began, messages, due = time.perf_counter(), 0, 0
        while found := [(each.subject, each.name) for each in self.service.due()]:
            due = due or len(found)
            for asked in reversed([*found, *found[::EVERY_THIRD]]):
                self.service.enforce(*asked)
                messages += 1
        seconds = time.perf_counter() - began
        due_on = (subject for subject, day in self._matters.due_on.items() if day == DUE)
        wrong = sum(self._matters.ended.get(subject) != 1 for subject in due_on)
        return Drained(due, messages, seconds, wrong)

"""A small city's acts, relayed in batches over some days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from chalicelib.archive.batches import write
from chalicelib.archive.layout import batch_key
from chalicelib.archive.lines import Line
from chalicelib.archive.ports import Row
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act, ActType, Chain, Recorder
from tests.archive.memory import MemoryActs, MemoryBucket
from tests.fakes import FakeClock

FIRST_DAY = date(2026, 11, 18)
START = datetime(2026, 11, 18, 2, tzinfo=UTC)


@dataclass
class City:
    """Acts are recorded in the table and archived in batches, one batch per call of `relay`."""

    bucket: MemoryBucket = field(default_factory=MemoryBucket)
    acts: MemoryActs = field(default_factory=MemoryActs)
    clock: FakeClock = field(default_factory=lambda: FakeClock(START))
    lines: list[Line] = field(default_factory=list)
    chains: dict[str, Chain] = field(default_factory=dict)
    waiting: list[Line] = field(default_factory=list)

    def record(self, subject: str, note: object = "办理", type_name: str = "case.noted") -> Act:
        """One more act about `subject`, in the table and on its way to the archive."""
        noted = ActType(type_name, "已记录", frozenset({"note"}))
        recorder = Recorder(self.clock, self.clock, lambda: 0)
        act = recorder.next(self.chains.get(subject, Chain(subject)), noted, system("test"), {"note": note})
        self.chains[subject] = act.chain
        self.acts.put(subject, Row(f"{act.seq:08d}", act.canonical, act.hash))
        line = Line(act, str(1000 + len(self.lines)))
        self.lines.append(line)
        self.waiting.append(line)
        return act

    def relay(self) -> str:
        """Archive what waits; return the batch's key."""
        key = batch_key(self.clock.now().date(), self.waiting[0].sequence, self.waiting[-1].sequence)
        self.bucket.put(key, write(self.waiting), "application/x-ndjson")
        self.waiting = []
        return key

    def next_day(self) -> None:
        self.clock.move(timedelta(days=1))


def a_city(days: int = 3, subjects: int = 3, batches: int = 2) -> City:
    """Every subject gets an act in every batch."""
    city = City()
    for _ in range(days):
        for _ in range(batches):
            for number in range(subjects):
                city.record(f"case#{number}")
            city.relay()
        city.next_day()
    return city

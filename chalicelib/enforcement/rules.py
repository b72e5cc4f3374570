"""Under which keys deadlines are found, and which of them have to be written. Pure.

A deadline lies in the bucket of the month in which something is to be done about it, or of the month in which it was
written if that is later. So whoever looks through the months up to now finds everything that is due, however late it
was written; and months are told by the machine's clock where law time was moved back, for that one never goes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

SHARDS = 8
_MONTH = len("2026-11")
_EARLIEST = 24  # months


class Kept(NamedTuple):
    """What is kept of a deadline: the last day, when to come back to it, whether the day is only an estimate."""

    name: str
    due_on: str | None
    next_at: str | None
    provisional: bool = False


class Differences(NamedTuple):
    """What has to be written anew, and the names of what does not stand any more."""

    put: tuple[Kept, ...]
    gone: tuple[str, ...]

    @property
    def none(self) -> bool:
        return not self.put and not self.gone

    @property
    def provisional(self) -> tuple[str, ...]:
        """The names of what is newly an estimate."""
        return tuple(each.name for each in self.put if each.provisional)


class Look(NamedTuple):
    """How far back the index was looked through: its first month, and on which date of law time all of it was."""

    first: str
    whole_on: str


class Shift(NamedTuple):
    """A last day before and after a recomputation."""

    name: str
    before: str | None
    after: str | None


def differences(kept: Mapping[str, Kept], standing: Mapping[str, Kept]) -> Differences:
    """What makes `kept` the same as `standing`."""
    changed = (each for name, each in sorted(standing.items()) if kept.get(name) != each)
    return Differences(tuple(changed), tuple(sorted(kept.keys() - standing.keys())))


def shifts(before: Mapping[str, str | None], after: Mapping[str, Kept]) -> tuple[Shift, ...]:
    """The last days that differ, of what stood before and stands still."""
    both = ((name, before[name], after[name].due_on) for name in sorted(before.keys() & after.keys()))
    return tuple(Shift(name, then, now) for name, then, now in both if then != now)


def shard_of(subject: str) -> int:
    """One of a few partitions, so that what is due at one midnight is not written in one place."""
    return crc32(subject.encode()) % SHARDS


def bucket(next_at: str, written: str) -> str:
    """The month under which a deadline is found. Both are instants, `written` by the machine's clock."""
    return max(next_at[:_MONTH], written[:_MONTH])


def first_look(written: str) -> Look:
    """Where looking begins in a new city: two years back, for deadlines may be kept for long before anybody looks."""
    return Look(_moved(written[:_MONTH], -_EARLIEST), "")


def to_look_at(look: Look, law: str, wall: str, law_date: str) -> tuple[str, ...]:
    """The months to look through: this one and the one before; once on each date of law time all there ever were."""
    since = look.first if law_date != look.whole_on else max(look.first, _before(wall[:_MONTH]))
    return tuple(_months(since, max(law[:_MONTH], wall[:_MONTH])))


def _months(first: str, last: str) -> Iterator[str]:
    while first <= last:
        yield first
        first = _moved(first, 1)


def _before(month: str) -> str:
    return _moved(month, -1)


def _moved(month: str, by: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"

"""What stands in for tables, KMS and the clocks in unit tests. The contract tests hold the tables to the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import RLock
from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.shared.attempts import Key
from chalicelib.shared.change import Change, Once
from chalicelib.shared.ending_records import Ending
from chalicelib.shared.ending_table import EndingItem, ending_of
from chalicelib.shared.errors import Invalid, RuleViolation, ServiceError
from chalicelib.shared.sealing import CitySecret
from chalicelib.shared.table import Write

SECRET = CitySecret(lambda: b"a city secret for tests, 32 byte")


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


@dataclass(frozen=True)
class MemoryWrite:
    """One part of a change: `value` under `key` if the version there is `expect` (`...`: whatever it is)."""

    store: dict[Any, Any]
    key: Any
    value: Any
    expect: Any = ...
    refusal: Callable[[], ServiceError] | None = None

    def holds(self) -> bool:
        found = self.store.get(self.key)
        if self.expect is ...:
            return True
        return (found.version if found is not None else None) == self.expect

    def apply(self) -> None:
        if self.value is None:
            self.store.pop(self.key, None)
        else:
            self.store[self.key] = self.value


@dataclass(frozen=True)
class Plain:
    """A stored value that has no version of its own."""

    value: Any
    version: int = 1


class MemoryCommitter:
    """Commits to dictionaries as the real one does to tables: all or nothing, again on conflict, once per key."""

    def __init__(self) -> None:
        self.acts: dict[tuple[str, int], Act] = {}
        self.guards: list[Write] = []
        self._answers: dict[Once, tuple[str, dict[str, Any]]] = {}
        self._lock = RLock()

    def of(self, subject: str) -> list[Act]:
        return [act for (whose, _), act in sorted(self.acts.items()) if whose == subject]

    def latest(self, subject: str, *, before: int | None, limit: int) -> Iterator[Act]:
        newest_first = reversed(self.of(subject))
        earlier = (act for act in newest_first if before is None or act.seq < before)
        return islice(earlier, limit)

    def commit(self, decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        for _ in range(8):
            try:
                change = decide()
            except ServiceError:
                if (known := self._recall(once)) is not None:
                    return known
                raise
            with self._lock:
                if (known := self._recall(once)) is not None:
                    return known
                if self._write(change, once):
                    return change.answer
        raise RuleViolation("changed_meanwhile")

    def _write(self, change: Change, once: Once | None) -> bool:
        writes = [write for write in change.writes if not isinstance(write, Write)]
        for write in writes:
            if not write.holds():
                if write.refusal:
                    raise write.refusal()
                return False
        if any((act.subject, act.seq) in self.acts for act in change.acts):
            return False
        for write in writes:
            write.apply()
        self.guards += _unconditional(change.writes)
        for act in change.acts:
            self.acts[act.subject, act.seq] = act
        if once:
            self._answers[_scope(once)] = (once.body_sha256, change.answer)
        return True

    def _recall(self, once: Once | None) -> dict[str, Any] | None:
        if once is None or (known := self._answers.get(_scope(once))) is None:
            return None
        if known[0] != once.body_sha256:
            raise Invalid("idempotency_key_reused")
        return known[1]


def _unconditional(writes: tuple[Any, ...]) -> list[Write]:
    """What the kernel writes beside a domain's own records; nothing is decided on it."""
    found = [write for write in writes if isinstance(write, Write)]
    assert all(write.condition is None for write in found)
    return found


class EndingsInMemory:
    """The endings that a committer in memory was given."""

    def __init__(self, committer: MemoryCommitter) -> None:
        self._committer = committer

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]:
        for write in self._committer.guards:
            if isinstance(write.item, EndingItem) and write.item.ended_at >= instant.timestamp():
                yield ending_of(write.item)


class AttemptsInMemory:
    """Counts of attempts, each step atomic: [tried, end of the window]."""

    def __init__(self) -> None:
        self.counts: dict[Key, list[int]] = {}
        self._lock = RLock()

    def begin(self, key: Key, now: int, ends: int) -> bool:
        with self._lock:
            running = key in self.counts and self.counts[key][1] > now
            if not running:
                self.counts[key] = [1, ends]
            return not running

    def another(self, key: Key, limit: int, now: int, ends: int) -> bool:
        with self._lock:
            tried, until = self.counts.get(key, (limit, 0))
            more = tried < limit and until > now
            if more:
                self.counts[key] = [tried + 1, ends]
            return more

    def ends(self, key: Key) -> int:
        return self.counts.get(key, (0, 0))[1]

    def one_of(self, key: Key, limit: int, ends: int) -> bool:
        with self._lock:
            tried = self.counts.get(key, (0, 0))[0]
            if tried < limit:
                self.counts[key] = [tried + 1, ends]
            return tried < limit

    def take_back(self, key: Key) -> None:
        with self._lock:
            if self.counts.get(key, (0, 0))[0] > 0:
                self.counts[key][0] -= 1

    def forget(self, key: Key) -> MemoryWrite:
        return MemoryWrite(self.counts, key, None)


def _scope(once: Once) -> Once:
    return Once(once.caller, once.route, once.key, "")

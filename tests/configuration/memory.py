"""Rows, a committer and a configuration store in memory, obeying what the tables obey."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.configuration.ports import InForce, Ledger, StoredEdition, Writes
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Invalid, RuleViolation, ServiceError

ATTEMPTS = 8
Key = tuple[str, ...]


@dataclass
class StoppedClock:
    """A clock that a test moves."""

    instant: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@dataclass(frozen=True)
class RowWrite:
    """One part of a transaction: `expect` None means absent, a number that version, "any" anything."""

    rows: MemoryRows
    key: Key
    value: Any
    expect: int | str | None

    def holds(self) -> bool:
        return self.expect == "any" or self.expect == self.rows.version(self.key)

    def apply(self) -> None:
        if self.value is None:
            self.rows.stored.pop(self.key, None)
        else:
            self.rows.stored[self.key] = (deepcopy(self.value), (self.rows.version(self.key) or 0) + 1)


@dataclass
class MemoryRows:
    """Values by key, each with the number of times it was written."""

    stored: dict[Key, tuple[Any, int]] = field(default_factory=dict)

    def get(self, key: Key) -> Any:
        value, version = self.stored.get(key, (None, None))
        return deepcopy(value), version

    def version(self, key: Key) -> int | None:
        return self.get(key)[1]  # type: ignore[no-any-return]

    def below(self, prefix: str) -> dict[Key, Any]:
        return {key: self.get(key)[0] for key in sorted(self.stored) if key[0] == prefix}

    def save(self, key: Key, value: Any, expect: int | None) -> Writes:
        return (RowWrite(self, key, value, expect),)

    def put(self, key: Key, value: Any) -> Writes:
        return (RowWrite(self, key, value, "any"),)

    def delete(self, key: Key) -> Writes:
        return (RowWrite(self, key, None, "any"),)


class MemoryCommitter:
    """All of a change or nothing of it; acts and answers are kept for the tests to look at."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.answers: dict[tuple[str, str, str], tuple[str, dict[str, Any]]] = {}
        self.before_writing: Callable[[], object] | None = None

    def commit(self, decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        for _ in range(ATTEMPTS):
            try:
                change = decide()
            except ServiceError:
                if (known := self._recall(once)) is not None:
                    return known
                raise
            if (known := self._recall(once)) is not None:
                return known
            if self._write(change, once):
                return change.answer
        raise RuleViolation("changed_meanwhile")

    def _write(self, change: Change, once: Once | None) -> bool:
        interfere, self.before_writing = self.before_writing, None
        if interfere:
            interfere()
        known = {(act.subject, act.seq) for act in self.acts}
        if not all(write.holds() for write in change.writes) or known & {(a.subject, a.seq) for a in change.acts}:
            return False
        for write in change.writes:
            write.apply()
        self.acts += change.acts
        if once:
            self.answers[once.caller, once.route, once.key] = (once.body_sha256, change.answer)
        return True

    def _recall(self, once: Once | None) -> dict[str, Any] | None:
        known = self.answers.get((once.caller, once.route, once.key)) if once else None
        if known is None or once is None:
            return None
        if known[0] != once.body_sha256:
            raise Invalid("idempotency_key_reused")
        return known[1]


class MemoryConfiguration:
    """A `ConfigurationStore`."""

    def __init__(self) -> None:
        self.rows = MemoryRows()
        self.queries = 0

    def in_force(self) -> InForce:
        self.queries += 1
        contents = {key[1]: content for key, content in self.rows.below("in_force").items()}
        return InForce(self.ledger().release, contents)

    def ledger(self) -> Ledger:
        ledger, version = self.rows.get(("ledger",))
        return replace(ledger, version=version) if ledger else Ledger()

    def edition(self, document: str, number: int) -> StoredEdition | None:
        stored, version = self.rows.get((document, str(number)))
        return replace(stored, version=version) if stored else None

    def save_ledger(self, before: Ledger, after: Ledger) -> Writes:
        return self.rows.save(("ledger",), after, before.version)

    def save_edition(self, stored: StoredEdition) -> Writes:
        return self.rows.save((stored.document, str(stored.edition.number)), stored, stored.version)

    def put_in_force(self, stored: StoredEdition) -> Writes:
        return self.rows.put(("in_force", stored.document), dict(stored.content))

    def remove_from_force(self, document: str) -> Writes:
        return self.rows.delete(("in_force", document))

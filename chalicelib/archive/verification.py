"""Verification (核验): walk anchors, batches and chains, and name whatever is not as it was written.

The archive is walked once in order of days, its acts going into an index on disk; then each subject's chain is read
from that index and from the acts table side by side. A subject that was never archived is not seen: the table is
never scanned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from heapq import merge
from itertools import groupby
from typing import Protocol

from chalicelib.archive.anchors import Entry
from chalicelib.archive.chains import Copy, Moment, Walk
from chalicelib.archive.findings import Finding, Kind
from chalicelib.archive.histories import CheckedAnchor, check_anchor, check_batch
from chalicelib.archive.layout import ACTS, ANCHORS, anchor_key, day_of
from chalicelib.archive.lines import Line
from chalicelib.archive.ports import ActLog, ArchiveStore, History
from chalicelib.shared.clocks import rfc3339

SETTLED_AFTER = timedelta(minutes=15)  # by then the relay has archived an act, or its alarm rings
_DAY = timedelta(days=1)


class Index(Protocol):
    """The archive's acts by subject."""

    def add(self, line: Line, where: str, trusted: bool) -> None: ...

    def subjects(self) -> Iterator[tuple[str, int]]: ...

    def copies(self, subject: str) -> Iterator[Copy]: ...


@dataclass
class Tally:
    """What was looked at."""

    days: int = 0
    anchors: int = 0
    batches: int = 0
    acts: int = 0
    subjects: int = 0
    batches_awaiting_anchor: int = 0
    acts_awaiting_archive: int = 0


@dataclass
class Verification:
    """One walk over everything. `tally` is complete once `findings` is exhausted."""

    store: ArchiveStore
    log: ActLog
    index: Index
    now: datetime
    tally: Tally = field(default_factory=Tally)
    _strange: list[str] = field(default_factory=list)
    _before: tuple[date, str] | None = None  # the last anchored day and its anchor's SHA-256, "" if not known

    def findings(self) -> Iterator[Finding]:
        """Whatever was altered, removed, reordered or added, as it is found."""
        yield from self._archive()
        yield from self._chains()

    def _archive(self) -> Iterator[Finding]:
        last = max(filter(None, map(day_of, self.store.keys(ANCHORS))), default=date.min)
        streams = (self._dated(prefix) for prefix in (ANCHORS, ACTS))
        for day, entries in groupby(merge(*streams, key=lambda dated: dated[0]), key=lambda dated: dated[0]):
            self.tally.days += 1
            yield from self._gap(day, last)
            yield from self._day(day, day < last, (history for _, history in entries))
        for key in self._strange:
            yield Finding(Kind.OBJECT_UNKNOWN, key)

    def _dated(self, prefix: str) -> Iterator[tuple[date, History]]:
        for history in self.store.histories(prefix):
            if day := day_of(history.key):
                yield day, history
            else:
                self._strange.append(history.key)

    def _gap(self, day: date, last: date) -> Iterator[Finding]:
        """Every day from the first anchored to the last has its anchor, empty days included."""
        while self._before and self._before[0] + _DAY < min(day, last):
            missing = self._before[0] + _DAY
            yield Finding(Kind.ANCHOR_REMOVED, anchor_key(missing))
            self._before = (missing, "")

    def _day(self, day: date, closed: bool, histories: Iterator[History]) -> Iterator[Finding]:
        anchor: CheckedAnchor | None = None
        unseen: dict[str, Entry] = {}
        for history in histories:  # the anchor comes first: its stream was named first
            if history.key == anchor_key(day):
                anchor = check_anchor(self.store, history)
                unseen = dict(anchor.entries) if anchor else {}
                yield from self._anchored(day, history.key, anchor)
                continue
            entry = unseen.pop(history.key, None)
            if entry is None:
                yield from self._unanchored(history, closed)
            yield from self._batch(history, entry)
        if anchor is None and closed:
            yield Finding(Kind.ANCHOR_REMOVED, anchor_key(day))
        for key in unseen:
            yield Finding(Kind.OBJECT_REMOVED, key)

    def _anchored(self, day: date, key: str, anchor: CheckedAnchor | None) -> Iterator[Finding]:
        self.tally.anchors += 1
        if anchor is None:
            yield Finding(Kind.ANCHOR_ALTERED, key)
            self._before = (day, "")
            return
        yield from anchor.findings
        before = self._before[1] if self._before else None
        if before not in ("", anchor.previous):
            yield Finding(Kind.ANCHOR_UNLINKED, key)
        self._before = (day, sha256(anchor.document).hexdigest())

    def _unanchored(self, history: History, closed: bool) -> Iterator[Finding]:
        if closed:
            yield Finding(Kind.OBJECT_NOT_ANCHORED, history.key)
        else:
            self.tally.batches_awaiting_anchor += 1

    def _batch(self, history: History, entry: Entry | None) -> Iterator[Finding]:
        checked = check_batch(self.store, history, entry)
        self.tally.batches += 1
        self.tally.acts += len(checked.whole) + len(checked.doubtful)
        for line in checked.whole:
            self.index.add(line, history.key, trusted=True)
        for line in checked.doubtful:
            self.index.add(line, history.key, trusted=False)
        yield from checked.findings

    def _chains(self) -> Iterator[Finding]:
        moment = Moment(rfc3339(self.now), rfc3339(self.now - SETTLED_AFTER))
        for subject, archived_to in self.index.subjects():
            self.tally.subjects += 1
            walk = Walk(subject, archived_to, moment)
            yield from walk.findings(self.index.copies(subject), self.log.rows(subject))
            self.tally.acts_awaiting_archive += walk.awaiting

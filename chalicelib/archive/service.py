"""The archive's public door: an act's form outside its table, keeping batches, anchoring days, verification.

Dates are UTC dates of the stream, not law time: they say when the archive received a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from chalicelib.archive.anchors import Anchor, Entry, entry_of, grown, read_anchor
from chalicelib.archive.batches import write
from chalicelib.archive.layout import ACTS, ANCHORS, anchor_key, batch_key, day_of, day_prefix
from chalicelib.archive.lines import Line, LineUnreadable, decode, encode
from chalicelib.archive.ports import ActLog, ArchiveStore

if TYPE_CHECKING:
    from chalicelib.archive.verification import Index, Verification

__all__ = ["ArchiveService", "Line", "LineUnreadable", "decode", "encode"]

RENEWED = 2  # the days before today whose anchors may still grow: the stream holds a record for 24 hours
_READERS = 8
_DAY = timedelta(days=1)
_JSON = "application/json"
_JSON_LINES = "application/x-ndjson"


class ArchiveService:
    """Use cases over one archive."""

    def __init__(self, store: ArchiveStore) -> None:
        self._store = store

    def keep(self, day: date, lines: Iterable[Line]) -> str:
        """Archive a batch of at least one act and return its key; the same batch again changes nothing."""
        ordered = sorted(lines, key=lambda line: int(line.sequence))
        key = batch_key(day, ordered[0].sequence, ordered[-1].sequence)
        self._store.put(key, write(ordered), _JSON_LINES)
        return key

    def anchor_due(self, today: date) -> list[Anchor]:
        """Anchor the days before `today` that may have changed or were never anchored, in order; safe to repeat."""
        return [self.anchor(day) for day in self._due(today)]

    def anchor(self, day: date) -> Anchor:
        """Anchor one day; batches that came late make a new version of it, and so of the anchors that follow it.

        Raises `AnchorBroken` if an anchor was altered.
        """
        anchor, changed = self._renewed(day)
        later = day + _DAY
        while changed and self._store.read(anchor_key(later)) is not None:
            changed = self._renewed(later)[1]
            later += _DAY
        return anchor

    def verification(self, log: ActLog, index: Index, now: datetime) -> Verification:
        """A walk over the archive and the chains of `log`, to be iterated."""
        from chalicelib.archive.verification import Verification

        return Verification(self._store, log, index, now)

    def _renewed(self, day: date) -> tuple[Anchor, bool]:
        document = self._store.read(anchor_key(day))
        current = read_anchor(document) if document is not None else None
        known = {entry.key for entry in current.entries} if current else set()
        anchor = grown(day, current, self._entries(day, known), self._link(day - _DAY))
        changed = anchor.document() != document
        if changed:
            self._store.put(anchor_key(day), anchor.document(), _JSON)
        return anchor, changed

    def _due(self, today: date) -> Iterator[date]:
        day = max(self._first_day(today), min(self._first_unanchored(), today - RENEWED * _DAY))
        while day < today:
            yield day
            day += _DAY

    def _first_unanchored(self) -> date:
        last = max(filter(None, map(day_of, self._store.keys(ANCHORS))), default=None)
        return last + _DAY if last else date.min

    def _first_day(self, today: date) -> date:
        return next(filter(None, map(day_of, self._store.keys(ACTS))), today)

    def _entries(self, day: date, known: set[str]) -> Iterator[Entry]:
        """Entries of the batches not yet anchored; several are read at a time."""
        from concurrent.futures import ThreadPoolExecutor

        fresh = (key for key in self._store.keys(day_prefix(day)) if key not in known)
        with ThreadPoolExecutor(_READERS) as readers:
            yield from readers.map(self._entry, fresh)

    def _entry(self, key: str) -> Entry:
        body = self._store.read(key)
        if body is None:
            raise LookupError(key)
        return entry_of(key, body)

    def _link(self, before: date) -> str | None:
        document = self._store.read(anchor_key(before))
        return sha256(document).hexdigest() if document is not None else None

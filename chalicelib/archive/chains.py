"""One subject's chain, as the archive and as the acts table hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from chalicelib.archive.findings import TABLE, Finding, Kind
from chalicelib.archive.lines import sound_fields
from chalicelib.archive.ports import Row
from chalicelib.shared.acts import GENESIS, Act, act_hash, read_act, sequence_key

BOTH = "archive and acts table"
ARCHIVE = "archive"
_SORT_KEY = re.compile(r"[0-9]{8}")


class Copy(NamedTuple):
    """One archived act, without its contents. `trusted` is false where only its place is known to have been taken."""

    seq: int
    act_id: str
    hash: str
    prev_hash: str
    retain_until: str | None
    digest: str
    where: str
    trusted: bool = True


class Stored(NamedTuple):
    """One act of the table; `act` is None if it cannot be read."""

    seq: int
    act: Act | None
    fault: str = ""


class Moment(NamedTuple):
    """`now`, and the instant before which every act must have reached the archive; RFC 3339 UTC."""

    now: str
    settled: str


@dataclass
class Walk:
    """Walks one chain. `archived_to` is the last sequence that the archive holds; `awaiting` counts what is to come."""

    subject: str
    archived_to: int
    moment: Moment
    awaiting: int = 0
    _next: int = 1
    _archive_head: str | None = GENESIS  # None: not known, so the next link cannot be checked
    _table_head: str | None = GENESIS

    def findings(self, copies: Iterable[Copy], rows: Iterable[Row]) -> Iterator[Finding]:
        """Everything wrong with the chain; both inputs ascend by seq and are read once, side by side."""
        strange: list[Row] = []
        side_by_side: Iterator[Copy | Stored] = merge(copies, self._stored(rows, strange), key=_seq)
        for seq, entries in groupby(side_by_side, key=_seq):
            yield from self._step(seq, list(entries))
        for row in strange:
            yield Finding(Kind.ACT_ADDED, TABLE, self.subject, detail=f"sort key {row.sk!r}")

    def _stored(self, rows: Iterable[Row], strange: list[Row]) -> Iterator[Stored]:
        for row in rows:
            if _SORT_KEY.fullmatch(row.sk):
                yield stored_act(self.subject, row)
            else:
                strange.append(row)

    def _step(self, seq: int, entries: list[Copy | Stored]) -> Iterator[Finding]:
        if seq > self._next:
            yield Finding(Kind.ACT_REMOVED, BOTH, self.subject, self._next, detail=f"up to {seq - 1}")
            self._archive_head = self._table_head = None
        copies = [entry for entry in entries if isinstance(entry, Copy)]
        stored = next((entry for entry in entries if isinstance(entry, Stored)), None)
        yield from self._archived(seq, copies, stored)
        yield from self._in_table(seq, copies, stored)
        self._next = seq + 1

    def _archived(self, seq: int, copies: list[Copy], stored: Stored | None) -> Iterator[Finding]:
        trusted = [copy for copy in copies if copy.trusted]
        for other in trusted[1:]:
            if other.digest != trusted[0].digest:
                yield self._about(Kind.ACT_REPEATED, other.where, seq, other.act_id)
        if trusted and self._archive_head not in (None, trusted[0].prev_hash):
            yield self._about(Kind.ACT_UNLINKED, trusted[0].where, seq, trusted[0].act_id)
        if not copies and stored and stored.act:
            yield from self._missing(stored.act)
        self._archive_head = trusted[0].hash if trusted else None

    def _missing(self, act: Act) -> Iterator[Finding]:
        """Not in the archive: fresh acts are still on their way, unless later ones have arrived."""
        if act.seq < self.archived_to or act.instant < self.moment.settled:
            yield self._about(Kind.ACT_REMOVED, ARCHIVE, act.seq, act.act_id)
        else:
            self.awaiting += 1

    def _in_table(self, seq: int, copies: list[Copy], stored: Stored | None) -> Iterator[Finding]:
        known = next((copy for copy in copies if copy.trusted), None)
        if stored is None:
            if known and not (known.retain_until and known.retain_until < self.moment.now):
                yield self._about(Kind.ACT_REMOVED, TABLE, seq, known.act_id)
            self._table_head = None
            return
        act_id = stored.act.act_id if stored.act else known.act_id if known else ""
        if stored.fault:
            yield self._about(Kind.ACT_ALTERED, TABLE, seq, act_id, stored.fault)
        elif stored.act and known and stored.act.hash != known.hash:
            yield self._about(Kind.ACT_DIFFERS, TABLE, seq, act_id, f"archived in {known.where}")
        if stored.act and self._table_head not in (None, stored.act.prev_hash) and not stored.fault:
            yield self._about(Kind.ACT_UNLINKED, TABLE, seq, act_id)
        self._table_head = stored.act.hash if stored.act else None

    def _about(self, kind: Kind, where: str, seq: int, act_id: str, detail: str = "") -> Finding:
        return Finding(kind, where, self.subject, seq, act_id, detail)


def stored_act(subject: str, row: Row) -> Stored:
    """Read a row of the table: its key, its text and its hash must agree."""
    seq = int(row.sk)
    try:
        act = read_act(row.act, row.hash)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Stored(seq, None, "cannot be read")
    if not sound_fields(act) or act_hash(row.act) != row.hash:
        return Stored(seq, act if sound_fields(act) else None, "its hash is another")
    if (act.subject, sequence_key(act.seq)) != (subject, row.sk):
        return Stored(seq, act, "it stands in another act's place")
    return Stored(seq, act)


def _seq(entry: Copy | Stored) -> int:
    return entry.seq

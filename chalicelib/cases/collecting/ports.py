"""Lists with which papers are handed over, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from chalicelib.cases.ports import Page, Writes
from chalicelib.cases.rules import Case

MOST = 25
"""Cases on one list. Each takes a state and an act of a transaction's 100 writes, and may move a queue's entries."""


class Entry(NamedTuple):
    """One case on a list. `arrived_at` is the instant (RFC 3339, law time) at which its papers were there."""

    case_id: str
    case_no: str
    arrived_at: str | None = None


class Handover(NamedTuple):
    """移交清单: what one place sends to an office at another, by whom and when (RFC 3339, law time)."""

    list_no: str
    from_division: str
    to_division: str
    to_department: str
    sent_by: str
    sent_at: str
    entries: tuple[Entry, ...]
    received_by: str | None = None
    version: int = 0

    @property
    def open(self) -> tuple[Entry, ...]:
        """What has not arrived."""
        return tuple(entry for entry in self.entries if entry.arrived_at is None)


class Handovers(Protocol):
    """Lists as stored, and what was taken in where. Reads by key are consistent, lists a moment old."""

    def list_(self, list_no: str) -> Handover | None: ...

    def save(self, before: Handover | None, after: Handover) -> Writes: ...

    def sent(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        """What a place sent, newest first."""

    def received(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        """What was sent to the offices of a place, newest first."""

    def cases(self, case_ids: Iterable[str]) -> Mapping[str, Case]:
        """Those that there are, one consistent read for up to 100."""

    def taken_in(self, case: Case, *, expires_at: int | None) -> Writes:
        """Let the place that took a case in find it."""

    def taken_in_at(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        """The cases and drafts that windows of a place took in, newest first."""

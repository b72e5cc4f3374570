"""What enforcement needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from chalicelib.enforcement.rules import Differences, Kept, Look, Shift
from chalicelib.shared.due import Owner
from chalicelib.shared.errors import RuleViolation

Owners = Callable[[str], Owner]
"""Whose a subject is. Raises `Unowned`."""


class Unowned(LookupError):
    """No domain has deadlines of such a subject."""


class SettingsOlder(RuntimeError):
    """The configuration that this container reads is not of the release that it was asked for."""


class AlreadyReported(RuleViolation):
    """What became of this subject is in the report."""

    def __init__(self) -> None:
        super().__init__("subject_reported")


class Known(NamedTuple):
    """What is kept of a subject as of its act `seq`; `version` None: nothing is."""

    subject: str
    seq: int
    version: int | None
    deadlines: Mapping[str, Kept]


class Due(NamedTuple):
    """Something is to be done about a deadline since `next_at`."""

    subject: str
    name: str
    next_at: str


class Subjects(NamedTuple):
    """Part of the open subjects, and where it goes on."""

    subjects: tuple[str, ...]
    next: tuple[int, str | None] | None


class Report(NamedTuple):
    """A recomputation: when it began, whether every subject was asked for, how many were looked at, what moved."""

    begun_at: str
    all_asked: bool
    looked_at: int
    moved: int


class Row(NamedTuple):
    """A last day that moved."""

    subject: str
    shift: Shift


class DeadlineStore(Protocol):
    """The deadlines that stand. Writes are carried out by a committer."""

    def known(self, subject: str) -> Known:
        """What is kept of a subject, read consistently."""

    def changes(self, known: Known, seq: int, differ: Differences, over: bool) -> tuple[Any, ...]:
        """The writes that make what is kept as of `seq`; `over`: nothing stands any more."""

    def due(self, months: Sequence[str], until: str) -> Iterator[Due]:
        """Whatever of these months' buckets is due by an instant (included), a bucket after the other."""

    def look(self) -> Look | None:
        """How far back was looked; None before the first time."""

    def looked(self, look: Look) -> tuple[Any, ...]:
        """The writes that keep it."""

    def open_subjects(self, place: int, after: str | None, limit: int) -> Subjects:
        """Up to `limit` subjects that have deadlines, those with an estimated day first."""


class ReportStore(Protocol):
    """Reports of recomputations."""

    def begin(self, release: int, begun_at: str) -> tuple[Any, ...]:
        """The writes that begin a report, if there is none."""

    def all_asked(self, release: int) -> tuple[Any, ...]:
        """The writes that say that every open subject was asked for."""

    def before(self, release: int, subject: str) -> Mapping[str, str | None] | None:
        """The last days of a subject when it was first looked at; None if it was not."""

    def remember(self, release: int, subject: str, days: Mapping[str, str | None]) -> tuple[Any, ...]:
        """The writes that keep them, once."""

    def enter(self, release: int, subject: str, moved: Sequence[Shift]) -> tuple[Any, ...]:
        """The writes that count a subject and enter what moved; they refuse with `AlreadyReported`."""

    def report(self, release: int) -> Report | None:
        """A report's counts."""

    def reports(self, limit: int, before: int | None) -> list[tuple[int, Report]]:
        """Up to `limit` reports by release, newest first; those before a release."""

    def rows(self, release: int, limit: int, after: str | None) -> tuple[list[Row], str | None]:
        """A page of rows by subject, and where it goes on."""


class Queue(Protocol):
    """The queue of what is to be done."""

    def send(self, messages: Iterable[Mapping[str, Any]], delay: int = 0) -> int:
        """Send them, to be delivered after `delay` seconds; return how many. Raises `NotSent`."""

    def waiting(self) -> int:
        """How many wait or are being worked on, roughly."""


class NotSent(Exception):
    """The queue did not take everything, though asked several times."""

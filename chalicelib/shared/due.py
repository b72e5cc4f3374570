"""Deadlines (期限) as whoever they belong to tells them, and as whoever watches the clock keeps them.

A domain that has deadlines (cases, supervision's cards, later bookings or hotline orders) is their *owner*: it alone
knows from its own state which ones stand, and carries out what follows when one has run out. The keeper
(`chalicelib.enforcement`) stores them by due time and comes back to the owner; it knows no law.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from chalicelib.shared.clocks import SHANGHAI, rfc3339

_DAY = timedelta(days=1)


class Deadline(NamedTuple):
    """One deadline of a subject (`case#<id>`, `card#<id>`): its kind, and a key where a kind may stand more than once.

    `due_on` is its last civil date in Asia/Shanghai; `provisional`: reckoned without a calendar that is not published
    yet, so nothing is enforced by it. `next_at` is the instant (RFC 3339 UTC) at which the owner wants to be asked
    next: a reminder, or the end of the last day; None: nothing is left to do but to wait for the end of the matter, or
    for a calendar. `calendar` is the version of the calendar that it was reckoned by.
    """

    subject: str
    kind: str
    key: str = ""
    due_on: str | None = None
    next_at: str | None = None
    provisional: bool = False
    calendar: str = ""

    @property
    def name(self) -> str:
        """What tells it from the subject's other deadlines: `committed`, `stage:examine-1`."""
        return f"{self.kind}:{self.key}" if self.key else self.kind


class Standing(NamedTuple):
    """Every deadline of a subject that stands, as of the subject's act `seq`; none once the matter is over."""

    seq: int
    deadlines: tuple[Deadline, ...] = ()


class Before(NamedTuple):
    """The last days that are kept of a subject, by their deadlines' names, as of its act `seq`."""

    seq: int
    days: Mapping[str, str | None]


class Moved(NamedTuple):
    """A last day that another calendar moved; a day is None where none could be told."""

    name: str
    before: str | None
    after: str | None


class Owner(Protocol):
    """Whose deadlines they are. Every answer is by the state and by law time as they are now."""

    def standing(self, subject: str) -> Standing:
        """What stands. An unknown subject has nothing."""

    def enforce(self, subject: str, name: str) -> bool:
        """Do whatever of this deadline is due by now, as acts; False if there is nothing (any more).

        Asked early, late, twice or after the matter ended it changes nothing that is not due. Afterwards the
        deadline's `next_at` in `standing` is later than now, or None, or the deadline does not stand any more.
        """

    def recompute(self, subject: str, before: Before) -> tuple[Moved, ...]:
        """Reckon every day anew by the calendar in force; record as an act what moved.

        `before` tells of days that stand in no state of the owner's own. It is of use while no act came after it.
        """


def end_of(day: date) -> str:
    """The instant at which a last day is over: midnight in Asia/Shanghai."""
    return beginning_of(day + _DAY)


def beginning_of(day: date) -> str:
    """The instant at which a civil date begins in Asia/Shanghai."""
    return rfc3339(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI))

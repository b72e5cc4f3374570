"""What cards need from outside."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.access import Caller
from chalicelib.supervision.cards.records import Card
from chalicelib.supervision.cards.rules import Bounds

Writes = tuple[Any, ...]
Fits = Callable[[Card], bool]


class Page(NamedTuple):
    """Cards, newest first, and where the list goes on."""

    cards: tuple[Card, ...]
    next: dict[str, str] | None


class Settings(Bounds, Protocol):
    """The configuration document `supervision`, as far as cards go by it."""

    @property
    def explanation_days(self) -> int: ...


class CardStore(Protocol):
    """Cards as stored; writes go to the committer. Lists follow after a moment."""

    def card(self, card_id: str) -> Card | None:
        """As it stands, one read."""

    def save(self, before: Card | None, after: Card) -> Writes:
        """Write `after` as the successor of `before`; None: there must be none yet."""

    def of_month(self, month: str, fits: Fits, limit: int, after: dict[str, str] | None) -> Page:
        """The city's cards of a month (`2026-11`) that fit. A page may be short and go on."""

    def of_person(self, staff_no: str, fits: Fits, limit: int, after: dict[str, str] | None) -> Page:
        """The cards that went to somebody and fit. A page may be short and go on."""


class CaseOf(NamedTuple):
    """What a card tells of its case that no act but the first does."""

    case_no: str | None
    owner: str


class Cases(Protocol):
    """Cases, through their door."""

    def of(self, case_id: str) -> CaseOf:
        """One read. Raises NotFound."""


class Day(NamedTuple):
    """A last day and the calendar it was reckoned by; `provisional`: an estimate; None: nobody can tell."""

    due_on: date | None
    provisional: bool
    calendar: str


class Dates(Protocol):
    """The law's clock, by the calendar of a division."""

    def working_days_after(self, start: date, days: int, division_code: str) -> Day:
        """The last of so many working days after `start`."""


class Owners(Protocol):
    """Whose cases they are."""

    def opened(self, reader: Caller, owner: str, why: str, what: str, case_no: str | None) -> None:
        """Record, before it is shown, that staff open what may name an owner."""

    def salt_of(self, owner: str) -> str:
        """The salt of the owner's key, one read. Raises NotFound of somebody who was erased."""

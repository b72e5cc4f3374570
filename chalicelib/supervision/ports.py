"""What supervision needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.errors import RuleViolation
from chalicelib.supervision.figures.items import NO_ITEMS, Group, ItemSums
from chalicelib.supervision.rules import Entering, Tally

Writes = tuple[Any, ...]


class AlreadyCounted(RuleViolation):
    """The act was counted before: nothing is left to do."""

    def __init__(self) -> None:
        super().__init__("act_already_counted")


class Counters(Protocol):
    """Counts of enterings, and what is summed with them."""

    def enter(self, guard: str, entered: Entering, tally: Tally) -> Writes:
        """The writes that count an entering once for its guard, an act's id or `<subject>#<what>` of what counts once
        for a case; they refuse with `AlreadyCounted`.
        """

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, Tally]]:
        """Every counted entering on those days, of one item or of all, with its sums; in no order."""


class Listed(NamedTuple):
    """An item as it is counted, as of its act `seq`; `group` is None while it is not published."""

    item_code: str
    seq: int = 0
    group: Group | None = None
    sums: ItemSums = NO_ITEMS
    version: int | None = None


class ItemCounters(Protocol):
    """Items that are published, and their totals."""

    def listed(self, item_code: str) -> Listed:
        """How an item is counted; as not published if nothing is known of it."""

    def relist(self, before: Listed, after: Listed) -> Writes:
        """The writes that count it so from now on, in its group's totals too."""

    def totals(self) -> Iterator[tuple[Group, ItemSums]]:
        """The sums of every group."""


class City(Protocol):
    """Days, and items as the catalogue tells them."""

    def today(self) -> date:
        """The civil date of law time."""

    def working_days(self, after: date, through: date) -> int | None:
        """Working days after the one and through the other; None where no calendar can tell."""

    def month_working_days(self) -> int:
        """How many working days a month's limit is compared as."""

    def published(self, item_code: str, number: int) -> tuple[Group, ItemSums] | None:
        """What an edition of an item says; None for a confidential one."""

"""What supervision needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Protocol

from chalicelib.shared.errors import RuleViolation
from chalicelib.supervision.rules import Entering


class AlreadyCounted(RuleViolation):
    """The act was counted before: nothing is left to do."""

    def __init__(self) -> None:
        super().__init__("act_already_counted")


class Counters(Protocol):
    """Counts of enterings."""

    def enter(self, act_id: str, entered: Entering) -> tuple[Any, ...]:
        """The writes that count an entering once for its act; they refuse with `AlreadyCounted`."""

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, int]]:
        """Every counted entering on those days, of one item or of all, with its count; in no order."""

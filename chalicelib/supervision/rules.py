"""What is counted, and which figures follow. Pure.

A case enters a status when an act moves it there. Enterings are counted by where the case came from, so that a case
that was corrected and handed in again is not taken for a new one: a new case is `submitted` from `draft`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

MAX_DAYS = 92

Step = tuple[str, str]
"""The status that was left and the one that was entered."""


class Uncountable(ValueError):
    """An act that says that a status changed, but not of what."""


class Entering(NamedTuple):
    """A case entered `status` from `left` on `day`, a civil date in Asia/Shanghai. `channel` is the case's own."""

    day: date
    item_code: str
    division_code: str
    channel: str
    status: str
    left: str


class Definition(NamedTuple):
    """A figure: cases that took one of `counted`, per hundred that took one of `base`, both in the same period.

    What happens in a period to cases of an earlier one is counted, so a figure may exceed 100.
    """

    name: str
    title: str
    meaning: str
    version: int
    counted: tuple[Step, ...]
    base: tuple[Step, ...]


class Figure(NamedTuple):
    """A definition's outcome; `percent` has two decimals and is None where there is nothing to divide by."""

    definition: Definition
    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        if not self.denominator:
            return None
        exact = Decimal(100 * self.numerator) / self.denominator
        return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


_NEW: tuple[Step, ...] = (("draft", "submitted"),)
_ACCEPTED: tuple[Step, ...] = (("submitted", "accepted"),)
_REJECTED: tuple[Step, ...] = (("submitted", "declined"), ("correction_requested", "returned"))
_CONCLUDED: tuple[Step, ...] = (("decided", "concluded"),)
_CORRECTED: tuple[Step, ...] = (("submitted", "correction_requested"),)

DEFINITIONS = (
    Definition("acceptance_rate", "受理率", "期间受理的办件 ÷ 期间新提交的办件", 1, _ACCEPTED, _NEW),
    Definition("rejection_rate", "退件率", "期间不予受理和逾期未补正退回的办件 ÷ 期间新提交的办件", 1, _REJECTED, _NEW),
    Definition("correction_rate", "补正率", "期间要求补正的办件 ÷ 期间新提交的办件", 1, _CORRECTED, _NEW),
    Definition("conclusion_rate", "办结率", "期间办结的办件 ÷ 期间受理的办件", 1, _CONCLUDED, _ACCEPTED),
)


def entering(type_: str, changes: Mapping[str, object], channel: str, day: date) -> Entering | None:
    """What an act of that type makes a case enter; None if no case enters anything.

    `channel` is the act's, taken where the changes do not name the case's. Raises `Uncountable`.
    """
    moved = changes.get("status") if type_.startswith("case.") else None
    if moved is None:
        return None
    if not isinstance(moved, Mapping):
        raise Uncountable(f"{type_}: {moved!r} is no change of status")
    told = (changes.get("item_code"), changes.get("division_code"), changes.get("channel", channel))
    item_code, division_code, case_channel, left, status = map(_word, (*told, moved.get("from"), moved.get("to")))
    return Entering(day, item_code, division_code, case_channel, status, left) if left != status else None


def figures(counts: Mapping[Step, int]) -> list[Figure]:
    """Every defined figure over `counts`."""
    return [
        Figure(definition, _total(counts, definition.counted), _total(counts, definition.base))
        for definition in DEFINITIONS
    ]


def by_status(counts: Mapping[Step, int]) -> dict[str, int]:
    """How often each status was entered, from wherever."""
    totals: dict[str, int] = {}
    for (_, status), count in sorted(counts.items(), key=lambda entry: entry[0][1]):
        totals[status] = totals.get(status, 0) + count
    return totals


def _total(counts: Mapping[Step, int], steps: tuple[Step, ...]) -> int:
    return sum(counts.get(step, 0) for step in steps)


def _word(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise Uncountable(f"{value!r} is no code")
    return value

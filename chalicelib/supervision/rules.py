"""What is counted of acts. Pure.

A case enters a status when an act moves it there. Enterings are counted by where the case came from, so that a case
that was corrected and handed in again is not taken for a new one: a new case is `submitted` from `draft`. What a
conclusion says of the case's clock is summed with the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

MAX_DAYS = 92

Step = tuple[str, str]
"""The status that was left and the one that was entered."""
PASSED: Step = ("committed", "deadline_passed")
"""No status is entered, but counted as if: the day of a case's promise, or else of the statute's limit, went by."""
_WHOLE = frozenset({"committed", "statutory"})
"""The deadlines of the whole handling; of a case with both the promise goes by first, and is the one that counts."""
CONCLUDED: Step = ("decided", "concluded")


class Uncountable(ValueError):
    """An act that says that a status changed, or a case ended, but not of what or how."""


class Entering(NamedTuple):
    """A case entered `status` from `left` on `day`, a civil date in Asia/Shanghai. `channel` is the case's own."""

    day: date
    item_code: str
    department: str
    division_code: str
    channel: str
    status: str
    left: str


class Tally(NamedTuple):
    """How many entered, and of those that were concluded: how many were so, and working days, all summed.

    `promised` had a promise to be judged by, and were decided `on_time` or `early`; `late` were late and no act said
    so before; `timed` are those whose days are known, with the days `used`; `compared` those that also had a
    statutory limit, with its days and those that were `spent`.
    """

    entered: int = 0
    promised: int = 0
    on_time: int = 0
    early: int = 0
    late: int = 0
    same_day: int = 0
    uncorrected: int = 0
    online: int = 0
    timed: int = 0
    used: int = 0
    compared: int = 0
    statutory: int = 0
    spent: int = 0


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return Tally(*map(sum, zip(*tallies, strict=True)))


def counted(type_: str, changes: Mapping[str, Any], channel: str, day: date) -> tuple[Entering, Tally] | None:
    """What an act of that type adds, and where; None if it adds nothing.

    `channel` is the act's, taken where the changes do not name the case's. Raises `Uncountable`.
    """
    step = _step(type_, changes)
    if step is None:
        return None
    told = (changes.get("item_code"), changes.get("department"), changes.get("division_code"))
    words = map(_word, (*told, changes.get("channel", channel), step[1], step[0]))
    return Entering(day, *words), clocked(changes.get("clock")) if step == CONCLUDED else Tally(1)


def clocked(clock: object) -> Tally:
    """One concluded case, by what its conclusion says of its clock. Raises `Uncountable` where that says nothing."""
    if not isinstance(clock, Mapping):
        raise Uncountable(f"concluded without a clock: {clock!r}")
    used, statutory, on_time = clock["used"], clock["statutory"], clock["on_time"]
    timed, compared = used is not None, None not in (used, statutory)
    return Tally(
        entered=1,
        promised=int(on_time is not None),
        on_time=int(on_time is True),
        early=int(clock["early"] is True),
        late=int(on_time is False and not clock["passed"]),
        same_day=int(clock["same_day"]),
        uncorrected=int(not clock["corrections"]),
        online=int(clock["online"]),
        timed=int(timed),
        used=used if timed else 0,
        compared=int(compared),
        statutory=statutory if compared else 0,
        spent=used if compared else 0,
    )


def _step(type_: str, changes: Mapping[str, Any]) -> Step | None:
    if type_ == "case.deadline_passed":
        return PASSED if changes["deadline"]["kind"] in _WHOLE else None
    moved = changes.get("status") if type_.startswith("case.") else None
    if moved is None:
        return None
    if not isinstance(moved, Mapping):
        raise Uncountable(f"{type_}: {moved!r} is no change of status")
    left, status = _word(moved.get("from")), _word(moved.get("to"))
    return (left, status) if left != status else None


def _word(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise Uncountable(f"{value!r} is no code")
    return value

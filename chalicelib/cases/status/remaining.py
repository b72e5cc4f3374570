"""How long the handling may still take: the day that was promised, and how many working days are left until it."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.cases.documents.words import PROVISIONAL
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus

_RUNNING = frozenset({CaseStatus.ACCEPTED, CaseStatus.EXAMINING})


def remaining(parts: Parts, case: Case) -> dict[str, Any]:
    """`due_on` and what is left of it while the clock runs or is paused; nothing of the kind before and after.

    `provisional`: the day is an estimate, for the calendar of its year is not published yet, and `note` says so. While
    a special procedure goes on, the days are those that were left when it began.
    """
    paused = case.status is CaseStatus.SUSPENDED
    if not paused and case.status not in _RUNNING:
        return {"due_on": case.due_on, "days_left": None, "provisional": False, "paused": False}
    left = _left(parts, case, case.pause.since if paused and case.pause else parts.law.today().isoformat())
    told = {"due_on": case.due_on, "days_left": left, "provisional": provisional(parts, case), "paused": paused}
    if told["provisional"]:
        return {**told, "note": PROVISIONAL}
    return {**told, "overdue_by": -left} if left is not None and left < 0 else told


def provisional(parts: Parts, case: Case) -> bool:
    """Whether there is a promise whose day does not bind: an estimate, or none that could be told."""
    if case.due_on:
        return "due_on" in case.provisional
    limit = parts.items.terms(case.item_code, case.item_version).promised
    return limit.unit == "NOW" or limit.value is not None


def _left(parts: Parts, case: Case, on: str) -> int | None:
    if case.due_on is None:
        return None
    dates = parts.dates.of(case.division_code)
    by = dates.estimating if "due_on" in case.provisional else dates
    return by.working_days(date.fromisoformat(on), date.fromisoformat(case.due_on))

"""How long the handling may still take: the day that was promised, and how many working days are left until it."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus

_RUNNING = frozenset({CaseStatus.ACCEPTED, CaseStatus.EXAMINING})


def remaining(parts: Parts, case: Case) -> dict[str, Any]:
    """`due_on` and what is left of it while the clock runs or is paused; nothing of the kind before and after.

    `provisional`: there is a limit, and the calendar of its last day is not published yet. While a special procedure
    goes on, the days are those that were left when it began.
    """
    paused = case.status is CaseStatus.SUSPENDED
    if not paused and case.status not in _RUNNING:
        return {"due_on": case.due_on, "days_left": None, "provisional": False, "paused": False}
    left = _left(parts, case, case.pause.since if paused and case.pause else parts.law.today().isoformat())
    told = {"due_on": case.due_on, "days_left": left, "provisional": _unknown(parts, case), "paused": paused}
    return {**told, "overdue_by": -left} if left is not None and left < 0 else told


def _left(parts: Parts, case: Case, on: str) -> int | None:
    if case.due_on is None:
        return None
    return parts.dates.of(case.division_code).working_days(date.fromisoformat(on), date.fromisoformat(case.due_on))


def _unknown(parts: Parts, case: Case) -> bool:
    limit = parts.items.terms(case.item_code, case.item_version).promised
    return case.due_on is None and (limit.unit == "NOW" or limit.value is not None)

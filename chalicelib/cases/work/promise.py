"""Until when a case was promised, and what moves that day: special procedures (行政许可法 Art. 45), an extension (42).

The days of a special procedure that do not count are those after the day on which it was announced, through the day
on which the case went on, and never more than the written notice said: whoever overstays it does so on the city's
time. They are working days where the limit runs in working days, natural days otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.cases.neighbours import Dates
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Period, Terms
from chalicelib.shared.clocks import civil_date, from_rfc3339

_DAYS = ("WD", "D")


def unit_of(limit: Period) -> str:
    """In which days the time that does not count is told: working days (`WD`) or natural ones (`D`)."""
    return limit.unit if limit.unit in _DAYS else "D"


def days_between(dates: Dates, after: date, through: date, unit: str) -> int | None:
    """How many days of `unit` come after the one and through the other; None while no calendar can tell."""
    if through <= after:
        return 0
    return (through - after).days if unit == "D" else dates.working_days(after, through)


def uncounted(dates: Dates, pause: Pause, today: date, unit: str) -> int | None:
    """The days that did not count of a pause that ends today; None while no calendar can tell."""
    announced = date.fromisoformat(pause.until_on) if pause.until_on else today
    return days_between(dates, date.fromisoformat(pause.since), min(today, announced), unit)


def promised_day(dates: Dates, case: Case, terms: Terms) -> date | None:
    """The last day of the promise, by acceptance, the days that did not count, and an extension that was approved."""
    if case.accepted_at is None or terms.promised.unit == "NONE":
        return None
    limit, rest = terms.promised, []
    for more in _additions(case, terms):
        if more.unit == limit.unit and limit.value is not None:
            limit = Period(limit.value + (more.value or 0), limit.unit)
        else:
            rest.append(more)
    last = dates.due_on(accepted_on(case), limit)
    for more in rest:
        last = last and dates.due_on(last, more)
    return last


def later_tasks(dates: Dates, case: Case, terms: Terms, more: Mapping[str, int | None]) -> dict[str, dict[str, Any]]:
    """The open tasks, each with its own day moved by as many days as `more` tells for the unit of its limit."""
    return {name: _later(dates, terms, task, more) for name, task in case.tasks.items()}


def accepted_on(case: Case) -> date:
    """The civil date of acceptance."""
    return civil_date(from_rfc3339(case.accepted_at or ""))


def _additions(case: Case, terms: Terms) -> list[Period]:
    more = [Period(case.stopped, unit_of(terms.promised))] if case.stopped else []
    if case.extension and case.extension.approved:
        more.append(Period(case.extension.value, case.extension.unit))
    return more


def _later(dates: Dates, terms: Terms, task: Mapping[str, Any], more: Mapping[str, int | None]) -> dict[str, Any]:
    if not task.get("due_on"):
        return dict(task)
    limit = terms.definition["nodes"][task["step"]].get("limit") or {}
    unit = unit_of(Period(None, limit.get("unit", "WD")))
    days, due = more.get(unit), date.fromisoformat(task["due_on"])
    moved = None if days is None else dates.due_on(due, Period(days, unit)) if days else due
    return {**task, "due_on": moved.isoformat() if moved else None}

"""Until when a case was promised, and what moves that day: special procedures (行政许可法 Art. 45), an extension (42).

The days of a special procedure that do not count are those after the day on which it was announced, through the day
on which the case went on, and never more than the written notice said: whoever overstays it does so on the city's
time. They are working days where the limit runs in working days, natural days otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    since = date.fromisoformat(pause.since)
    return days_between(dates, since, min(today, _announced(dates, pause) or today), unit)


def promised_day(dates: Dates, case: Case, terms: Terms) -> date | None:
    """The last day of the promise, by acceptance, the days that did not count, and an extension that was approved."""
    extended = case.extension if case.extension and case.extension.approved else None
    return last_day(dates, case, terms, terms.promised, [Period(extended.value, extended.unit)] if extended else [])


def last_day(dates: Dates, case: Case, terms: Terms, limit: Period, additions: Iterable[Period] = ()) -> date | None:
    """The last day of a limit that runs from acceptance, with `additions` and the days that did not count.

    None without a limit, and while no calendar tells it or told how many days did not count.
    """
    if case.accepted_at is None or case.stopped is None or limit.unit == "NONE":
        return None
    last: date | None = accepted_on(case)
    for period in _of_one_unit([limit, Period(case.stopped, unit_of(terms.promised)), *additions]):
        last = last and dates.due_on(last, period)
    return last


def later_tasks(dates: Dates, case: Case, terms: Terms, more: Mapping[str, int | None]) -> dict[str, dict[str, Any]]:
    """The open tasks, each with its own day moved by as many days as `more` tells for the unit of its limit."""
    return {name: _later(dates, terms, task, more) for name, task in case.tasks.items()}


def accepted_on(case: Case) -> date:
    """The civil date of acceptance."""
    return civil_date(from_rfc3339(case.accepted_at or ""))


def _of_one_unit(periods: list[Period]) -> list[Period]:
    """What is added to a limit in its own unit lengthens it; what comes in another follows upon its end."""
    limit, *more = periods
    same = sum(one.value or 0 for one in more if one.unit == limit.unit)
    whole = limit._replace(value=limit.value + same) if limit.value is not None else limit
    return [whole, *(one for one in more if one.unit != limit.unit and one.value)]


def _announced(dates: Dates, pause: Pause) -> date | None:
    """The last day that was announced, or would have been had its calendar been out then."""
    if pause.until_on:
        return date.fromisoformat(pause.until_on)
    return dates.due_on(date.fromisoformat(pause.since), Period(pause.value, pause.unit))


def _later(dates: Dates, terms: Terms, task: Mapping[str, Any], more: Mapping[str, int | None]) -> dict[str, Any]:
    if not task.get("due_on"):
        return dict(task)
    limit = terms.definition["nodes"][task["step"]].get("limit") or {}
    unit = unit_of(Period(None, limit.get("unit", "WD")))
    days, due = more.get(unit), date.fromisoformat(task["due_on"])
    moved = None if days is None else dates.due_on(due, Period(days, unit)) if days else due
    return {**task, "due_on": moved.isoformat() if moved else None}

"""Until when a case was promised, and what moves that day: special procedures (行政许可法 Art. 45), an extension (42).

The days of a special procedure that do not count are those after the day on which it was announced, through the day
on which the case went on, and never more than the written notice said: whoever overstays it does so on the city's
time. They are working days where the limit runs in working days, natural days otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from chalicelib.cases.acts import RESUMED, SUSPENDED
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.limits import NO_LIMIT
from chalicelib.cases.work.pauses import special_procedures
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

_DAYS = ("WD", "D")
_NONE = Pause("other", "1970-01-01", 0, "D", "1970-01-01")


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


def promised_day(
    dates: Dates, case: Case, terms: Terms, told: Iterable[Act] = (), ended_on: date | None = None
) -> date | None:
    """The last day of the promise, by acceptance, the pauses that the acts tell, and an extension that was approved."""
    return last_day(dates, case, terms.promised, told, ended_on)


def last_day(
    dates: Dates, case: Case, limit: Period, told: Iterable[Act] = (), ended_on: date | None = None
) -> date | None:
    """The last day of a limit that runs from acceptance; None without one, and while no calendar tells it.

    A pause that goes on lasts as long as announced, or through `ended_on`; one that was announced after the last day
    stops nothing any more.
    """
    if case.accepted_at is None or limit.unit == NO_LIMIT:
        return None
    stops = special_procedures(told, dates, ended_on) if case.paused else ()
    return dates.due_on(accepted_on(case), limit, stops=stops, more=granted(case))


def granted(case: Case) -> Period | None:
    """The extension that was approved."""
    extension = case.extension
    return Period(extension.value, extension.unit) if extension and extension.approved else None


Days = tuple[date | None, dict[str, dict[str, Any]]]
"""The day of the promise, and the open tasks with their own."""


def redated(dates: Dates, reckon: Callable[[Dates], Days]) -> dict[str, Any]:
    """What an act says that moves the days: what `reckon` comes to, and which of it is an estimate."""
    due_on, tasks = reckon(dates)
    if due_on and all(task.get("due_on", "") is not None for task in tasks.values()):
        return {"due_on": due_on.isoformat(), "tasks": tasks, "calendar": dates.version}
    guess, guessed = reckon(dates.estimating)
    day = due_on or guess
    return {
        "due_on": day.isoformat() if day else None,
        "tasks": {name: _known(task, guessed[name]) for name, task in tasks.items()},
        "calendar": dates.version,
        **({"provisional": True} if day and not due_on else {}),
    }


def stopped_days(dates: Dates, acts: Iterable[Act], unit: str) -> int | None:
    """How many days of `unit` did not count in the pauses that are over, by the acts; None while no calendar tells."""
    whole, pause = 0, _NONE
    for act in acts:
        if act.type == SUSPENDED.name:
            pause = Pause(**_changes(act)["pause"])
        elif act.type == RESUMED.name:
            ended_on = civil_date(from_rfc3339(act.law_time))
            if (days := uncounted(dates, pause._replace(until_on=None), ended_on, unit)) is None:
                return None
            whole += days
    return whole


def _changes(act: Act) -> dict[str, Any]:
    return act.changes


def later_tasks(
    dates: Dates, case: Case, terms: Terms, more: Mapping[str, int | None], since: str = ""
) -> dict[str, dict[str, Any]]:
    """The open tasks, each with its own day moved by as many days as `more` tells for the unit of its limit.

    A day that was over before `since` stays: what is late is not made timely afterwards.
    """
    return {name: _later(dates, terms, task, more, since) for name, task in case.tasks.items()}


def accepted_on(case: Case) -> date:
    """The civil date of acceptance."""
    return civil_date(from_rfc3339(case.accepted_at or ""))


def _announced(dates: Dates, pause: Pause) -> date | None:
    """The last day that was announced, or would have been had its calendar been out then."""
    if pause.until_on:
        return date.fromisoformat(pause.until_on)
    return dates.due_on(date.fromisoformat(pause.since), Period(pause.value, pause.unit))


def _known(task: dict[str, Any], guessed: dict[str, Any]) -> dict[str, Any]:
    """The task, with the estimate of its day where it has none that binds."""
    return {**guessed, "provisional": True} if task.get("due_on", "") is None and guessed.get("due_on") else task


def _later(
    dates: Dates, terms: Terms, task: Mapping[str, Any], more: Mapping[str, int | None], since: str
) -> dict[str, Any]:
    if not task.get("due_on") or (task["due_on"] < since and not task.get("provisional")):
        return dict(task)
    limit = terms.definition["nodes"][task["step"]].get("limit") or {}
    unit = unit_of(Period(None, limit.get("unit", "WD")))
    days, due = more.get(unit), date.fromisoformat(task["due_on"])
    moved = None if days is None else dates.due_on(due, Period(days, unit)) if days else due
    return {**task, "due_on": moved.isoformat() if moved else None}

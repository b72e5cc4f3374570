"""Last days as acts tell them: binding, or as an estimate (暂定) while no calendar is out for the year of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.cases.terms import Period
from chalicelib.cases.work.process import Due

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Dates
    from chalicelib.shared.acts import Act

NO_LIMIT = "NONE"


def last_day_of(dates: Dates, start: date, period: Period, name: str = "due_on") -> dict[str, Any]:
    """The last day of a period that begins on `start`, as an act says it under `name`; nothing without a limit."""
    if period.unit == NO_LIMIT:
        return {}
    return told(dates, lambda by: by.due_on(start, period), name)


def told(dates: Dates, reckon: Callable[[Dates], date | None], name: str = "due_on") -> dict[str, Any]:
    """What `reckon` comes to, by which calendar, and that it is an estimate where it is one; nothing if it is None."""
    firm = reckon(dates)
    day = firm or reckon(dates.estimating)
    if day is None:
        return {}
    return {name: day.isoformat(), "calendar": dates.version, **({} if firm else {"provisional": True})}


def as_set(told: Iterable[Act], name: str, now: int) -> int:
    """How many days the city gave when acts last told a day by that setting; `now` where none of them says so."""
    said: Iterator[Any] = (act.changes.get("settings", {}) for act in told)
    days: list[int] = [now, *(settings[name] for settings in said if name in settings)]
    return days[-1]


def step_due(dates: Dates, today: date) -> Due:
    """How `process` reckons the day by which a step that is entered today should end."""

    def due(limit: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if not limit:
            return {}
        said = last_day_of(dates, today, Period(limit["value"], limit["unit"]))
        return {name: value for name, value in said.items() if name != "calendar"}

    return due

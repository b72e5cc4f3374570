"""A case whose clock stands still, as it will be when the announced end of its special procedure is over.

The clock goes on by itself then (行政许可法 Art. 45: only the time that was told in writing does not count), whether
or not anybody has resumed the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chalicelib.cases.neighbours import Dates
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.promise import Days, later_tasks, promised_day, redated, uncounted
from chalicelib.shared.acts import Act


def gone_on(case: Case, terms: Terms, dates: Dates, told: Iterable[Act]) -> Case:
    """The case with the days that it has if the pause lasts as long as announced; itself while its clock runs."""
    if case.status is not CaseStatus.SUSPENDED or case.pause is None:
        return case
    pause = case.pause._replace(until_on=None) if "pause" in case.provisional else case.pause
    acts = tuple(told)
    said = redated(dates, lambda by: _days(by, case, pause, terms, acts))
    estimated = tuple(name for name in case.provisional if name != "due_on") + ("due_on",) * ("provisional" in said)
    return case._replace(due_on=said["due_on"], tasks=said["tasks"], provisional=estimated)


def _days(dates: Dates, case: Case, pause: Pause, terms: Terms, told: Iterable[Act]) -> Days:
    more = {unit: _whole(dates, pause, unit) for unit in ("WD", "D")}
    return promised_day(dates, case, terms, told), later_tasks(dates, case, terms, more, pause.since)


def _whole(dates: Dates, pause: Pause, unit: str) -> int | None:
    """The days of a pause that ends when it was announced to; None while no calendar tells them."""
    announced = date.fromisoformat(pause.until_on) if pause.until_on else None
    end = announced or dates.due_on(date.fromisoformat(pause.since), Period(pause.value, pause.unit))
    return uncounted(dates, pause, end, unit) if end else None

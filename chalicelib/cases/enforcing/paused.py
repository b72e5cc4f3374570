"""A case whose clock stands still, as it will be when the announced end of its special procedure is over.

The clock goes on by itself then (行政许可法 Art. 45: only the time that was told in writing does not count), whether
or not anybody has resumed the case.
"""

from __future__ import annotations

from datetime import date

from chalicelib.cases.neighbours import Dates
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.promise import later_tasks, promised_day, uncounted, unit_of


def gone_on(case: Case, terms: Terms, dates: Dates) -> Case:
    """The case with the days that it has if the pause lasts as long as announced; itself while its clock runs."""
    if case.status is not CaseStatus.SUSPENDED or case.pause is None:
        return case
    end = None if "pause" in case.provisional else _announced(case.pause, dates)
    more = {unit: uncounted(dates, case.pause, end, unit) if end else None for unit in ("WD", "D")}
    days = more[unit_of(terms.promised)]
    after = case._replace(stopped=None if days is None or case.stopped is None else case.stopped + days)
    due_on = promised_day(dates, after, terms)
    tasks = later_tasks(dates, case, terms, more)
    return after._replace(due_on=due_on.isoformat() if due_on else None, tasks=tasks)


def _announced(pause: Pause, dates: Dates) -> date | None:
    if pause.until_on:
        return date.fromisoformat(pause.until_on)
    return dates.due_on(date.fromisoformat(pause.since), Period(pause.value, pause.unit))

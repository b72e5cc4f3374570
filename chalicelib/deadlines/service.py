"""The law's clock for other domains: everything else in here is private to it.

due_on(start, n, unit)        the last day of a period: by the shipped calendar or one that is given, with pauses and
                              an extension
provisional_due_on(…)         the same, with an estimate where the calendar ends
working_days_between(a, b)    how many working days come after one day up to another
days_left(today, due)         还剩 N 个工作日: 0 is due today, below nothing is overdue by so many
explain(start, n, unit)       each day of a period, counted or skipped, and why
calendars_of(document)        the calendars of a city by its configuration document `calendar`: `.of(division_code)`
layered, for_division         a calendar with later notices; less local closures
wrong_notices, wrong_closures what of these cannot be
estimated(calendar, year)     the calendar with the years up to that one estimated
notices_of(year)              the notices by which the shipped calendar knows that year
CalendarNotPublished          no notice yet for a year that the answer depends on
read_calendar, shipped        a calendar as data; the one in the package

What seldom is needed is imported when it is asked for: acceptance reckons a day at its cold start.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from chalicelib.deadlines.calendars import Calendar, CalendarNotPublished, read_calendar, shipped
from chalicelib.deadlines.working_days import days_left, working_days_between
from chalicelib.deadlines.working_days import due_on as plain_due_on

if TYPE_CHECKING:
    from chalicelib.deadlines.city import CityCalendars, calendars_of, for_division, layered
    from chalicelib.deadlines.estimates import Estimate, estimated, provisional_due_on
    from chalicelib.deadlines.explanation import Day, Explanation, explain
    from chalicelib.deadlines.notices import wrong_closures, wrong_notices
    from chalicelib.deadlines.pauses import Extension, Pause
    from chalicelib.deadlines.sources import notices_of

_SELDOM = {
    **dict.fromkeys(("CityCalendars", "calendars_of", "for_division", "layered"), "city"),
    **dict.fromkeys(("Estimate", "estimated", "provisional_due_on"), "estimates"),
    **dict.fromkeys(("Day", "Explanation", "explain"), "explanation"),
    **dict.fromkeys(("wrong_closures", "wrong_notices"), "notices"),
    **dict.fromkeys(("Extension", "Pause"), "pauses"),
    "notices_of": "sources",
}

__all__ = [
    "Calendar",
    "CalendarNotPublished",
    "CityCalendars",
    "Day",
    "Estimate",
    "Explanation",
    "Extension",
    "Pause",
    "calendars_of",
    "days_left",
    "due_on",
    "estimated",
    "explain",
    "for_division",
    "layered",
    "notices_of",
    "provisional_due_on",
    "read_calendar",
    "shipped",
    "working_days_between",
    "wrong_closures",
    "wrong_notices",
]


def due_on(
    start: date,
    n: int,
    unit: str,
    *,
    rolls: bool = True,
    calendar: Calendar | None = None,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
) -> date | None:
    """Return the last day of a period of `n` units set going by an act on `start`, a day that is not counted itself.

    `WD`: working days. `D`: natural days, `M`: months; both end on the next working day where their last day is off,
    unless `rolls` is false (民法典 Arts. 202, 203). `H`: hours run from the act itself and through days off: the last
    day on which the last one may end. `NOW`, and nothing of any unit, is the day itself. `NONE`: no period, None.
    The days of `pauses` do not count, of the period's own kind of days; while one goes on there is no last day, None.
    An `extension` lengthens a period of its unit, and follows upon the end of one of another.
    Raises CalendarNotPublished where a needed day is in no calendar; ValueError for another unit or a negative `n`.
    """
    if not (pauses or extension):
        return plain_due_on(start, n, unit, rolls=rolls, calendar=calendar)
    from chalicelib.deadlines.pauses import interrupted_due_on

    return interrupted_due_on(
        start, n, unit, rolls=rolls, calendar=calendar or shipped(), pauses=pauses, extension=extension
    )


def __getattr__(name: str) -> Any:
    if name not in _SELDOM:
        raise AttributeError(name)
    return getattr(import_module(f"chalicelib.deadlines.{_SELDOM[name]}"), name)

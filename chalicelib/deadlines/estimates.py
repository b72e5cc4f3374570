"""Days beyond the calendar (暂定): weekends and the holidays of fixed civil date are off, and nothing else is guessed.

Such a day is an estimate. It may be shown as one; nothing is enforced by it, and nobody is bound by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.deadlines.calendars import (
    Calendar,
    CalendarNotPublished,
    Span,
    laid_over,
    ordinals,
    shipped,
    weekdays,
)
from chalicelib.deadlines.pauses import Extension, Pause, interrupted_due_on

_STATUTORY = Path(__file__).with_name("statutory.json")
_FARTHEST = 60
"""Years beyond the last notice: no period that is known ends later."""
_STEPS = (1, 2, 5, 20, _FARTHEST)


class Estimate(NamedTuple):
    """A last day, None where there is no limit or a pause goes on; and whether a notice that is not out may move it."""

    day: date | None
    provisional: bool


def provisional_due_on(
    start: date,
    n: int,
    unit: str,
    *,
    rolls: bool = True,
    calendar: Calendar | None = None,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
) -> Estimate:
    """As `due_on`; where that raises for a year after the last notice, an estimate.

    Raises CalendarNotPublished before the first year of the calendar, and sixty years after its last.
    """
    known = calendar or shipped()
    for year in (None, *_STEPS):
        beyond = estimated(known, known.last_year + year) if year else known
        try:
            day = interrupted_due_on(start, n, unit, rolls=rolls, calendar=beyond, pauses=pauses, extension=extension)
        except CalendarNotPublished as unknown:
            if unknown.year <= known.last_year or year == _FARTHEST:
                raise
        else:
            return Estimate(day, day is not None and year is not None)
    raise AssertionError("the last step returns or raises")


def estimated(calendar: Calendar, through_year: int) -> Calendar:
    """The calendar with the years after its last one estimated through `through_year`; itself where it has them."""
    return calendar if through_year <= calendar.last_year else _estimated(calendar, through_year)


@lru_cache(maxsize=16)
def _estimated(calendar: Calendar, through_year: int) -> Calendar:
    years = range(calendar.last_year + 1, through_year + 1)
    last = date(through_year, 12, 31).toordinal()
    spans = tuple(span for year in years for span in fixed_holidays(year))
    more = laid_over(weekdays(calendar.last + 1, last), spans)
    more.difference_update(day for first, end, _ in calendar.closures for day in range(first, end + 1))
    return Calendar(
        f"{calendar.version}+estimate",
        calendar.first,
        last,
        (*calendar.working, *sorted(more)),
        spans=calendar.spans + spans,
        closures=calendar.closures,
        published=calendar.published,
    )


def fixed_holidays(year: int) -> Iterator[Span]:
    """The statutory holidays of that year whose civil date is fixed, by the rules in force for it."""
    rules = sorted(_statutory()["fixed"], key=lambda rule: int(rule["since"]))
    in_force = {rule["name"]: rule for rule in rules if rule["since"] <= year}
    for name, rule in in_force.items():
        for span in rule["days"]:
            yield (*ordinals(span, f"{year:04d}-"), name, False)


def movable_holidays() -> Sequence[str]:
    """The statutory holidays that fall on another civil date each year, by the law as it is now."""
    lunar = _statutory()["lunar"]
    return tuple(lunar[max(lunar)])


@lru_cache(maxsize=64)
def statutory_days(year: int) -> Mapping[str, frozenset[int]]:
    """The days of that year which are a holiday themselves and not adjusted, by the holidays of which they are known.

    Of holidays of the lunar calendar they are known as far as the shipped calendar goes.
    """
    lunar = _statutory()["lunar"].get(f"{year}", {}).items()
    known = [*fixed_holidays(year), *((*ordinals(span, f"{year}-"), name, False) for name, span in lunar)]
    return {name: frozenset(range(first, last + 1)) for first, last, name, _ in known}


@lru_cache(maxsize=1)
def _statutory() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_STATUTORY.read_text(encoding="utf-8"))
    return told

"""Calendars of working days (工作日): the State Council's notices, year by year, as versioned data.

A calendar document: `version`, `authority`, and for each year its `notices` and `periods`, each with a `name` and
spans (`MM-DD` or `MM-DD/MM-DD`) that are `off`, or `working` although a weekend (调休). Every other Saturday and Sunday
is off. `calendar.json` is the one that is shipped; a city's later ones are read by the same `read_calendar`.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_SHIPPED = Path(__file__).with_name("calendar.json")
_WEEK = 7
_SATURDAY = 6  # of an ordinal modulo seven, in which Sunday is 0


class CalendarNotPublished(LookupError):
    """The working days of `year` are not known: no date may be told, none is guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar of working days for {year}")
        self.year = year


class Calendar(NamedTuple):
    """Which days are working days from `first` through `last`; days are proleptic ordinals, `working` ascends."""

    version: str
    first: int
    last: int
    working: tuple[int, ...]

    def is_working_day(self, day: date) -> bool:
        """Raises CalendarNotPublished."""
        return self.working_from(day) == day

    def working_from(self, day: date) -> date:
        """The day itself if it is a working day, else the next one. Raises CalendarNotPublished."""
        return self._at(bisect_left(self.working, self._known(day.toordinal())))

    def working_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which need not be in the calendar itself. Raises as above."""
        first = self._known(day.toordinal() + 1)
        return self._at(bisect_right(self.working, first - 1) + count - 1)

    def working_between(self, day: date, other: date) -> int:
        """How many working days come after `day` up to `other`; below nothing if `other` is earlier. Raises as above.

        Both must be in the calendar, or the day before its first one.
        """
        return self._until(other) - self._until(day)

    def _until(self, day: date) -> int:
        self._known(day.toordinal() + (day.toordinal() == self.first - 1))
        return bisect_right(self.working, day.toordinal())

    def _known(self, ordinal: int) -> int:
        if not self.first <= ordinal <= self.last:
            raise CalendarNotPublished(date.fromordinal(min(ordinal, date.max.toordinal())).year)
        return ordinal

    def _at(self, index: int) -> date:
        if index >= len(self.working):
            raise CalendarNotPublished(date.fromordinal(self.last).year + 1)
        return date.fromordinal(self.working[index])


@lru_cache(maxsize=1)
def shipped() -> Calendar:
    """The calendar in the package, read when the first date is asked for."""
    return read_calendar(json.loads(_SHIPPED.read_text(encoding="utf-8")))


def read_calendar(document: Mapping[str, Any]) -> Calendar:
    """Build a calendar. Raises ValueError where a year between the first and the last one is missing."""
    years = sorted(map(int, document["years"]))
    if years != list(range(years[0], years[-1] + 1)):
        raise ValueError(f"a calendar without gaps is needed, not {years}")
    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    off, working = _named(document, "off"), _named(document, "working")
    weekdays = {day for day in range(first, last + 1) if 0 < day % _WEEK < _SATURDAY}
    return Calendar(document["version"], first, last, tuple(sorted((weekdays - off) | working)))


def _named(document: Mapping[str, Any], kind: str) -> set[int]:
    return {
        day
        for year, told in document["years"].items()
        for period in told["periods"]
        for day in _days(year, period[kind])
    }


def _days(year: str, spans: Iterable[str]) -> Iterator[int]:
    for span in spans:
        first, _, last = span.partition("/")
        yield from range(_ordinal(year, first), _ordinal(year, last or first) + 1)


def _ordinal(year: str, month_and_day: str) -> int:
    return date.fromisoformat(f"{year}-{month_and_day}").toordinal()

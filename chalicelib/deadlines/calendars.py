"""Calendars of working days (工作日): the State Council's notices, year by year, as versioned data.

A calendar document: `version`, `authority`, and for each year its `notices` and `periods`, each with a `name` and
spans (`MM-DD` or `MM-DD/MM-DD`) that are `off`, or `working` although a weekend (调休). Every other Saturday and Sunday
is off. `calendar.json` is the one that is shipped; what a city lays over it is in `city.py`.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

Span = tuple[int, int, str, bool]
"""First and last day as ordinals, the name of the holiday, and whether these days are working days."""
Closure = tuple[int, int, str]
"""First and last day as ordinals on which an office is closed, and the reason."""

_SHIPPED = Path(__file__).with_name("calendar.json")
_WEEK = 7
_SATURDAY = 6  # of an ordinal modulo seven, in which Sunday is 0


class CalendarNotPublished(LookupError):
    """The working days of `year` are not known: no date may be told, none is guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar of working days for {year}")
        self.year = year


class Calendar:
    """Which days are working days from `first` through `last`; days are proleptic ordinals, `working` ascends.

    `spans` tell why a day is off or not, later ones over earlier ones; `closures` what is off besides. Days after
    `published` are an estimate: the State Council has not said yet.
    """

    def __init__(
        self,
        version: str,
        first: int,
        last: int,
        working: tuple[int, ...],
        *,
        spans: tuple[Span, ...] = (),
        closures: tuple[Closure, ...] = (),
        published: int | None = None,
    ) -> None:
        self.version, self.first, self.last, self.working = version, first, last, working
        self.spans, self.closures = spans, closures
        self.published = last if published is None else published

    @property
    def last_year(self) -> int:
        """The last year that it knows."""
        return date.fromordinal(self.last).year

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

    @cached_property
    def named(self) -> Mapping[int, tuple[str, bool]]:
        """Each day that a notice names: the holiday, and whether it is a working day. Built when days are explained."""
        return {day: (name, works) for first, last, name, works in self.spans for day in range(first, last + 1)}

    @cached_property
    def closed(self) -> Mapping[int, str]:
        """Each day of a closure and its reason. Built when days are explained."""
        return {day: reason for first, last, reason in self.closures for day in range(first, last + 1)}

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
    spans = tuple(span for year, told in document["years"].items() for span in spans_of(told["periods"], f"{year}-"))
    working = laid_over(weekdays(first, last), spans)
    return Calendar(document["version"], first, last, tuple(sorted(working)), spans=spans)


def weekdays(first: int, last: int) -> set[int]:
    """Mondays to Fridays."""
    return {day for day in range(first, last + 1) if not is_weekend(day)}


def is_weekend(ordinal: int) -> bool:
    """Whether it is a Saturday or Sunday."""
    return not 0 < ordinal % _WEEK < _SATURDAY


def laid_over(working: set[int], spans: Iterable[Span]) -> set[int]:
    """The working days after what `spans` say, one after the other."""
    for first, last, _name, works in spans:
        days = range(first, last + 1)
        (working.update if works else working.difference_update)(days)
    return working


def spans_of(periods: Iterable[Mapping[str, Any]], prefix: str = "") -> Iterator[Span]:
    """The spans of a notice's periods, what is off before what is not; `prefix` is put before each day (`2026-`)."""
    for key, works in (("off", False), ("working", True)):
        for period in periods:
            for span in period[key]:
                yield (*ordinals(span, prefix), period["name"], works)


def ordinals(span: str, prefix: str = "") -> tuple[int, int]:
    """First and last day of `day` or `day/day`. Raises ValueError."""
    first, _, last = span.partition("/")
    return date.fromisoformat(prefix + first).toordinal(), date.fromisoformat(prefix + (last or first)).toordinal()

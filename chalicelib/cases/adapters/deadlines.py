"""Cases' view of the law's clock. The door of deadlines is opened when a date is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.cases.terms import Period

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Course, Stop
    from chalicelib.deadlines.service import Calendar

_ESTIMATED = 20
"""Years: no limit that an item may have ends later."""


class CityCalendars:
    """`Calendars` by the configuration document `calendar`: the city's later notices and its offices' closures."""

    def __init__(self, document: Callable[[], Any]) -> None:
        self._document = document

    def of(self, division_code: str) -> LawDates:
        """Dates of an office in that division."""
        document = self._document()
        if not (document.notices or document.closures):
            from chalicelib.deadlines.service import shipped

            return LawDates(shipped())
        from chalicelib.deadlines.service import calendars_of

        return LawDates(calendars_of(document).of(division_code), document.notices)


class LawDates:
    """`Dates` by one calendar; `notices` are the city's own, by year."""

    def __init__(self, calendar: Calendar, notices: Sequence[Mapping[str, Any]] = ()) -> None:
        self.calendar = calendar
        self._notices = notices

    @property
    def version(self) -> str:
        """The calendar's."""
        return self.calendar.version

    @property
    def estimating(self) -> LawDates:
        """With the years after the last notice estimated."""
        from chalicelib.deadlines.service import estimated

        return LawDates(estimated(self.calendar, self.calendar.last_year + _ESTIMATED), self._notices)

    def course(
        self,
        start: date,
        period: Period,
        *,
        stops: Sequence[Stop] = (),
        more: Period | None = None,
        until: date | None = None,
    ) -> Course:
        """Each day of a period, estimated where no calendar can tell."""
        from chalicelib.deadlines.service import CalendarNotPublished

        try:
            return self._course(start, period, stops, more, until)
        except CalendarNotPublished:
            return self.estimating._course(start, period, stops, more, until)

    def _course(
        self, start: date, period: Period, stops: Sequence[Stop], more: Period | None, until: date | None
    ) -> Course:
        from chalicelib.cases.neighbours import Course, Day
        from chalicelib.deadlines.service import Extension, Pause, explain

        told = explain(
            start,
            period.value or 0,
            period.unit,
            rolls=period.rolls,
            calendar=self.calendar,
            pauses=[Pause(*stop) for stop in stops],
            extension=Extension(more.value or 0, more.unit) if more else None,
            until=until,
        )
        years = sorted({start.year, *(day.on.year for day in told.days)})
        beyond = told.due_on is not None and told.due_on.toordinal() > self.calendar.published
        return Course(tuple(Day(*day) for day in told.days), told.due_on, beyond, tuple(self._told_by(years)))

    def _told_by(self, years: Iterable[int]) -> Iterator[str]:
        from chalicelib.deadlines.service import notices_of

        for year in years:
            yield from notices_of(year)
            yield from (str(notice["notice"]) for notice in self._notices if notice["year"] == year)

    def due_on(
        self, start: date, period: Period, *, stops: Sequence[Stop] = (), more: Period | None = None
    ) -> date | None:
        """The last day; None without a limit, and while the State Council's notice for a needed year is not out."""
        from chalicelib.deadlines.service import CalendarNotPublished, due_on

        if period.value is None and period.unit != "NOW":
            return None
        try:
            if stops or more:
                return self._interrupted(start, period, stops, more)
            return due_on(start, period.value or 0, period.unit, rolls=period.rolls, calendar=self.calendar)
        except CalendarNotPublished:
            return None

    def _interrupted(self, start: date, period: Period, stops: Sequence[Stop], more: Period | None) -> date | None:
        from chalicelib.deadlines.service import Extension, Pause, due_on

        return due_on(
            start,
            period.value or 0,
            period.unit,
            rolls=period.rolls,
            calendar=self.calendar,
            pauses=[Pause(*stop) for stop in stops],
            extension=Extension(more.value or 0, more.unit) if more else None,
        )

    def working_days(self, start: date, end: date) -> int | None:
        """Working days after `start` up to `end`, below zero if it is past; None where no calendar can tell."""
        from chalicelib.deadlines.service import CalendarNotPublished, working_days_between

        try:
            return working_days_between(start, end, calendar=self.calendar)
        except CalendarNotPublished:
            return None

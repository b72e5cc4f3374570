"""Cases' view of the law's clock. The door of deadlines is opened when a date is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chalicelib.cases.terms import Period

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar


class CityCalendars:
    """`Calendars`: the shipped one for every division."""

    def of(self, division_code: str) -> LawDates:
        """Dates of an office in that division."""
        from chalicelib.deadlines.service import shipped

        return LawDates(shipped())


class LawDates:
    """`Dates` by one calendar."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    @property
    def version(self) -> str:
        """The calendar's."""
        return self._calendar.version

    def due_on(self, start: date, period: Period) -> date | None:
        """The last day; None without a limit, and while the State Council's notice for a needed year is not out."""
        from chalicelib.deadlines.service import CalendarNotPublished, due_on

        if period.value is None and period.unit != "NOW":
            return None
        try:
            return due_on(start, period.value or 0, period.unit, calendar=self._calendar)
        except CalendarNotPublished:
            return None

    def working_days(self, start: date, end: date) -> int | None:
        """Working days after `start` up to `end`, below zero if it is past; None where no calendar can tell."""
        from chalicelib.deadlines.service import CalendarNotPublished, working_days_between

        try:
            return working_days_between(start, end, calendar=self._calendar)
        except CalendarNotPublished:
            return None

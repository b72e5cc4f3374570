"""Cases' view of the law's clock."""

from __future__ import annotations

from datetime import date

from chalicelib.cases.terms import Period


class LawDates:
    """`Dates` through the public door of deadlines, which is opened when a date is asked for."""

    def due_on(self, start: date, period: Period) -> date | None:
        """The last day; None without a limit, and while the State Council's notice for a needed year is not out."""
        from chalicelib.deadlines.service import CalendarNotPublished, due_on

        if period.value is None and period.unit != "NOW":
            return None
        try:
            return due_on(start, period.value or 0, period.unit)
        except CalendarNotPublished:
            return None

    def working_days(self, start: date, end: date) -> int | None:
        """Working days after `start` up to `end`, below zero if it is past; None where no calendar can tell."""
        from chalicelib.deadlines.service import CalendarNotPublished, working_days_between

        try:
            return working_days_between(start, end)
        except CalendarNotPublished:
            return None

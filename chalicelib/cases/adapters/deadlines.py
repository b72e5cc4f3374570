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

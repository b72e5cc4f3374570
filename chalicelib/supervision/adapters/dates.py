"""Supervision's view of the law's clock. The door of deadlines is opened when a day is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.supervision.cards.ports import Day

if TYPE_CHECKING:
    from chalicelib.deadlines.service import Calendar


class OfficeDates:
    """`Dates` by the calendar of each division, which `calendar_of` tells."""

    def __init__(self, calendar_of: Callable[[str], Calendar]) -> None:
        self._calendar_of = calendar_of

    def working_days_after(self, start: date, days: int, division_code: str) -> Day:
        from chalicelib.deadlines.service import CalendarNotPublished, provisional_due_on

        calendar = self._calendar_of(division_code)
        try:
            found = provisional_due_on(start, days, "WD", calendar=calendar)
        except CalendarNotPublished:
            return Day(None, True, calendar.version)
        return Day(found.day, found.provisional, calendar.version)

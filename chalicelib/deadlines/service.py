"""The law's clock for other domains: everything else in here is private to it.

due_on(start, n, unit)     the last day of a period, by the calendar that is shipped or by one that is given
working_days_between(a, b) how many working days come after one day up to another
CalendarNotPublished       no notice yet for a year that the answer depends on
read_calendar(document)    a calendar as data: the city's own, once it keeps any
"""

from __future__ import annotations

from chalicelib.deadlines.calendars import Calendar, CalendarNotPublished, read_calendar, shipped
from chalicelib.deadlines.working_days import due_on, working_days_between

__all__ = ["Calendar", "CalendarNotPublished", "due_on", "read_calendar", "shipped", "working_days_between"]

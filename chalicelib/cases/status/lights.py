"""Green, yellow, red and second red (绿黄红灯): how urgent a case is by the days of its office. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chalicelib.cases.enforcing.days import Reminding, Running
from chalicelib.cases.neighbours import Dates

GREEN, YELLOW, RED, SECOND_RED = "green", "yellow", "red", "second_red"
_ORDER = (GREEN, YELLOW, RED, SECOND_RED)
_OFFICES = frozenset({"acceptance", "stage", "committed", "statutory", "service"})
"""What the office has to do by a day; the others are the applicant's, or end nothing."""


def light(running: Iterable[Running], dates: Dates, settings: Reminding, today: date) -> str:
    """The gravest of what stands: over the law's own limit, over another, near one. No estimate lights anything."""
    lights = (
        _of(one, dates, settings, today)
        for one in running
        if one.kind in _OFFICES and one.due_on and not one.provisional
    )
    return max(lights, key=_ORDER.index, default=GREEN)


def _of(one: Running, dates: Dates, settings: Reminding, today: date) -> str:
    due_on = one.due_on or date.max
    if today > due_on:
        return SECOND_RED if one.kind == "statutory" else YELLOW if one.kind == "stage" else RED
    left, whole = dates.working_days(today, due_on), dates.working_days(one.since, due_on)
    if left is None or whole is None:
        return GREEN
    return YELLOW if left <= max(settings.near_days, whole * settings.near_percent // 100) else GREEN

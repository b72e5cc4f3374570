"""When a deadline wants attention: as it nears, and when its last day is over. Pure.

It nears on the first day on which no more is left of it than so many working days, or such a part of all its working
days, whichever is first; never on the day that set it going, however short it is.
Limits in hours end with the civil date that was told as their last: a case keeps no hour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from chalicelib.cases.enforcing.days import Reminding, Running
from chalicelib.cases.history.enforcing import NEAR, PASSED
from chalicelib.cases.neighbours import Dates
from chalicelib.shared.due import beginning_of, end_of

_DAY = timedelta(days=1)
WAITING = "pickup"
"""Nothing is late here: the one reminder comes when the result has waited so long."""
APPLICANTS = frozenset({"correction", "supplement", WAITING})
"""What the applicant has to do."""


class Moment(NamedTuple):
    """`mark` is `near` or `passed`, `at` the instant (RFC 3339 UTC) from which it is due."""

    mark: str
    at: str


def moments(one: Running, dates: Dates, settings: Reminding, alarm: str | None) -> list[Moment]:
    """What is still to come of a deadline, in order; `alarm` is the mark that the last act about it left."""
    if one.due_on is None or one.provisional:
        return []
    done = {f"{NEAR}:{one.due_on}": (NEAR,), f"{PASSED}:{one.due_on}": (NEAR, PASSED)}.get(alarm or "", ())
    return [moment for moment in _all(one, one.due_on, dates, settings) if moment.mark not in done]


def _all(one: Running, due_on: date, dates: Dates, settings: Reminding) -> Iterator[Moment]:
    if one.kind == WAITING:
        yield Moment(NEAR, end_of(due_on))
        return
    nears_on = max(_nears_on(one.since, due_on, dates, settings), one.since + _DAY)
    if one.reminds and nears_on <= due_on:
        yield Moment(NEAR, beginning_of(nears_on))
    yield Moment(PASSED, end_of(due_on))


def _nears_on(since: date, due_on: date, dates: Dates, settings: Reminding) -> date:
    whole = dates.working_days(since, due_on)
    if whole is None:
        return due_on
    return first_with(dates, since, due_on, max(settings.near_days, whole * settings.near_percent // 100))


def first_with(dates: Dates, since: date, last: date, left: int) -> date:
    """The first day from `since` on with at most `left` working days to come through the last one."""
    days = range(since.toordinal(), last.toordinal() + 1)
    at = bisect_left(days, -left, key=lambda day: -(dates.working_days(date.fromordinal(day), last) or 0))
    return date.fromordinal(days[at]) if at < len(days) else last

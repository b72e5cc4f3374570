"""Supervision's public door: count acts, and sum up what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.period import require_period
from chalicelib.supervision.ports import AlreadyCounted, Counters
from chalicelib.supervision.rules import MAX_DAYS, Figure, Step, by_status, entering, figures

__all__ = ["SummaryRequest", "SupervisionService"]


class SummaryRequest(NamedTuple):
    """Which cases: law-time civil dates, both included; None is all of them."""

    first: date
    last: date
    item_code: str | None = None
    division_code: str | None = None
    channel: str | None = None


class SupervisionService:
    """Use cases over the counters."""

    def __init__(self, counters: Counters, committer: Committer) -> None:
        self._counters = counters
        self._committer = committer

    def count(self, act: Act) -> None:
        """Count an act; twice, late or out of order gives the same. Raises `Uncountable` if the act lacks facts."""
        day = civil_date(from_rfc3339(act.law_time))
        entered = entering(act.type, act.changes, act.channel, day)
        if entered is None:
            return
        try:
            self._committer.commit(lambda: Change(self._counters.enter(act.act_id, entered)), None)
        except AlreadyCounted:
            return

    def summary(self, asked: SummaryRequest, caller: Caller) -> dict[str, Any]:
        """Sum up a period within the caller's divisions.

        Raises Invalid for a period of more than 92 days or of none, NotFound for a division out of reach.
        """
        days = list(_days(asked))
        counts = self._counts(asked, days, _within_reach(asked.division_code, caller))
        period = {"from": asked.first.isoformat(), "to": asked.last.isoformat()}
        return {
            "period": period,
            "item": asked.item_code,
            "division": asked.division_code,
            "channel": asked.channel,
            "statuses": [{"status": status, "entered": count} for status, count in by_status(counts).items()],
            "figures": [_shown(figure, period) for figure in figures(counts)],
        }

    def _counts(self, asked: SummaryRequest, days: list[date], caller: Caller) -> dict[Step, int]:
        counts: Counter[Step] = Counter()
        for entered, count in self._counters.entered(days, asked.item_code):
            if asked.channel in (None, entered.channel) and _covers(caller, entered.division_code):
                counts[entered.left, entered.status] += count
        return counts


def _days(asked: SummaryRequest) -> Iterator[date]:
    length = require_period(asked.first, asked.last, MAX_DAYS)
    return (asked.first + timedelta(days=offset) for offset in range(length))


def _within_reach(division: str | None, caller: Caller) -> Caller:
    """The caller, narrowed to the division asked for. Raises NotFound if it is none of the caller's."""
    areas = (division,) if division else tuple(area for post in caller.serving for area in post.divisions) or ("",)
    for area in areas:
        caller.require_reach("division_not_found", division=area, department=_any_department(caller, area))
    if division is None:
        return caller
    return replace(caller, posts=tuple(p._replace(divisions=areas) for p in caller.serving if p.covers(division)))


def _covers(caller: Caller, division: str) -> bool:
    return any(post.covers(division) for post in caller.serving)


def _any_department(caller: Caller, division: str) -> str:
    """Counts are not kept by department: whoever supervises a division sees all of it."""
    return next((dept for post in caller.serving if post.covers(division) for dept in post.departments), "")


def _shown(figure: Figure, period: dict[str, str]) -> dict[str, Any]:
    said = figure.definition
    return {
        "name": said.name,
        "title": said.title,
        "definition": said.meaning,
        "definition_version": said.version,
        "period": period,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percent": figure.percent,
    }

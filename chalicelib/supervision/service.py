"""Supervision's public door: count acts, and sum up what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.period import require_period
from chalicelib.supervision.figures import items, sums
from chalicelib.supervision.figures.cases import case_figures
from chalicelib.supervision.figures.definitions import Figure, told
from chalicelib.supervision.figures.items import ItemSums, item_figures
from chalicelib.supervision.figures.sums import Sums
from chalicelib.supervision.ports import AlreadyCounted, City, Counters, ItemCounters, Listed
from chalicelib.supervision.reach import Scope, scope_of
from chalicelib.supervision.rules import MAX_DAYS, PASSED, Entering, counted

__all__ = ["SummaryRequest", "SupervisionService"]

_ITEMS = frozenset({"item.published", "item.withdrawn", "item.ended"})
_DAY = timedelta(days=1)


class SummaryRequest(NamedTuple):
    """Which cases: law-time civil dates, both included; None is all of them."""

    first: date
    last: date
    item_code: str | None = None
    division_code: str | None = None
    channel: str | None = None
    department: str | None = None


class SupervisionService:
    """Use cases over the counters."""

    def __init__(self, counters: Counters, items: ItemCounters, city: City, committer: Committer) -> None:
        self._counters = counters
        self._items = items
        self._city = city
        self._committer = committer

    def count(self, act: Act) -> None:
        """Count an act; twice, late or out of order gives the same. Raises `Uncountable` if the act lacks facts."""
        if act.type in _ITEMS:
            self._committer.commit(lambda: self._relisted(act), None)
            return
        found = counted(act.type, act.changes, act.channel, civil_date(from_rfc3339(act.law_time)))
        if found is None:
            return
        try:
            self._committer.commit(lambda: Change(self._counters.enter(_guard(act, found[0]), *found)), None)
        except AlreadyCounted:
            return

    def summary(self, asked: SummaryRequest, caller: Caller) -> dict[str, Any]:
        """Sum up a period within the caller's divisions and departments; of items, as they are published now.

        Raises Invalid for a period of more than 92 days or of none, NotFound for a division out of reach.
        """
        length = require_period(asked.first, asked.last, MAX_DAYS)
        scope = scope_of(caller, asked.division_code, asked.department)
        found = self._found(asked, [asked.first + timedelta(days=offset) for offset in range(length)], scope)
        figures = case_figures(found, self._working_days(asked.first, asked.last))
        of_items = item_figures(self._published(scope, asked.item_code), self._city.month_working_days())
        today = self._city.today()
        return {
            "period": _period(asked.first, asked.last),
            "item": asked.item_code,
            "department": asked.department,
            "division": asked.division_code,
            "channel": asked.channel,
            "statuses": [{"status": status, "entered": count} for status, count in found.by_status().items()],
            "figures": _shown(figures, _period(asked.first, asked.last)),
            "item_figures": _shown(of_items, _period(today, today)),
        }

    def _relisted(self, act: Act) -> Change:
        """An item counted as its act leaves it, unless a later act was followed already."""
        before = self._items.listed(str(act.changes["item_code"]))
        if act.seq <= before.seq:
            return Change()
        number = int(str(act.changes["number"]))
        stands = self._city.published(before.item_code, number) if act.type == "item.published" else None
        after = Listed(before.item_code, act.seq, *(stands or ()))
        return Change(self._items.relist(before, after))

    def _found(self, asked: SummaryRequest, days: list[date], scope: Scope) -> Sums:
        rows = self._counters.entered(days, asked.item_code)
        return sums.together(
            sums.of_one(entered, tally)
            for entered, tally in rows
            if asked.channel in (None, entered.channel) and scope.covers(entered.division_code, entered.department)
        )

    def _published(self, scope: Scope, item_code: str | None) -> ItemSums:
        if item_code is None:
            return items.together(found for group, found in self._items.totals() if scope.covers_items(group))
        listed = self._items.listed(item_code)
        return listed.sums if listed.group and scope.covers_items(listed.group) else items.NO_ITEMS

    def _working_days(self, first: date, last: date) -> int | None:
        """Of the period, as far as it is over or today."""
        through = min(last, self._city.today())
        return self._city.working_days(first - _DAY, through) if through >= first else None


def _guard(act: Act, entered: Entering) -> str:
    """An act counts once; that its last day went by once for its case: the day may move, or be two."""
    return f"{act.subject}#{PASSED[0]}" if (entered.left, entered.status) == PASSED else act.act_id


def _period(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}


def _shown(figures: Iterable[Figure], period: dict[str, str]) -> list[dict[str, Any]]:
    return [{**told(figure.definition), "period": period, **figure.shown()} for figure in figures]

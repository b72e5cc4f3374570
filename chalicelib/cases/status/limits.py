"""The limits that stand of a case, as they are told: what each is called, how long it is, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from chalicelib.cases.documents.words import period
from chalicelib.cases.enforcing.days import Reminding, Running
from chalicelib.cases.enforcing.moments import WAITING
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.regime_clocks import article, clock
from chalicelib.cases.rules import Case
from chalicelib.cases.status.clock_entries import DEADLINES
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.limits import as_set
from chalicelib.shared.acts import Act

_INSIDE = frozenset({"stage", "verification"})
"""How an office divides its work, and what it looks at afterwards, stays at the desk."""


class Asked(NamedTuple):
    """Of which case, by which calendar and settings, on which day, whether for its office, and by which acts."""

    parts: Parts
    case: Case
    terms: Terms
    dates: Dates
    settings: Reminding
    inside: bool
    told: tuple[Act, ...] = ()

    @property
    def today(self) -> date:
        """The civil date of law time."""
        return self.parts.law.today()


def limits_told(asked: Asked, standing: list[Running]) -> list[dict[str, Any]]:
    """Each limit that stands and that the reader may know of."""
    hidden = frozenset() if asked.inside else _INSIDE
    return [_told(asked, one) for one in standing if one.kind not in hidden]


def _told(asked: Asked, one: Running) -> dict[str, Any]:
    length = _length(asked, one)
    told = {
        "kind": one.kind,
        "name": _name(asked, one),
        "value": length.value if length else None,
        "unit": length.unit if length else None,
        "length": period(length.value, length.unit) if length else None,
        "since": one.since.isoformat(),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "provisional": one.provisional,
        "article": article(asked.terms, one.kind),
    }
    return told | dict(_left(asked, one))


def _left(asked: Asked, one: Running) -> Iterator[tuple[str, int | None]]:
    """By an estimate nothing is late, nor is a result that waits."""
    by = asked.dates.estimating if one.provisional else asked.dates
    left = by.working_days(asked.today, one.due_on) if one.due_on else None
    yield "days_left", left
    if left is not None and left < 0 and not one.provisional and one.kind != WAITING:
        yield "overdue_by", -left


def _name(asked: Asked, one: Running) -> str:
    if one.kind == "stage":
        return f"{DEADLINES['stage']}（{asked.case.tasks[one.key]['name']}）"
    if one.kind == "special_procedure" and asked.case.pause:
        return f"{DEADLINES[one.kind]}（{asked.case.pause.name}）"
    return DEADLINES[one.kind]


def _length(asked: Asked, one: Running) -> Period | None:
    """As item, law or city sets it; None where a day was told by more than one rule (容缺)."""
    case, terms = asked.case, asked.terms
    if law := clock(terms.legal_regime, one.kind):
        return law.period
    if one.kind == "stage":
        limit = terms.definition["nodes"][case.tasks[one.key]["step"]]["limit"]
        return Period(limit["value"], limit["unit"])
    if one.kind == "special_procedure" and case.pause:
        return Period(case.pause.value, case.pause.unit)
    if one.kind == "correction":
        return Period(as_set(asked.told, "correction_days", asked.parts.settings().correction_days), "WD")
    if one.kind == "verification":
        return Period(as_set(asked.told, "verification_days", asked.parts.commitments().verification_days), "D")
    of_item = {"committed": terms.promised, "statutory": terms.statutory_limit}
    return {**of_item, "pickup": Period(asked.settings.pickup_days, "D")}.get(one.kind)

"""A case as its deadlines need it: with its terms, its calendar, and what only its acts tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from chalicelib.cases import acts
from chalicelib.cases.desk.returning import last_day
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus, awaits_supplement
from chalicelib.cases.terms import Terms
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

_ASKING = frozenset({acts.CORRECTION_REQUESTED.name, *(one.name for one in (acts.RECEIVED, acts.ACCEPTED))})
_ASKING |= {acts.DEEMED_ACCEPTED.name}
_HANDING_IN = frozenset({acts.SUBMITTED.name, acts.RESUBMITTED.name})


class Known(NamedTuple):
    """`stored` is the case as it is kept; `case` the same with what older states do not say.

    `told` are its acts where they are needed: something is asked of the applicant, its clock stood still, it is old.
    """

    stored: Case
    case: Case
    terms: Terms
    dates: Dates
    asked_on: date | None = None
    told: tuple[Act, ...] = ()


def known(parts: Parts, case: Case) -> Known:
    """Read what belongs to a case; its acts only where the applicant has something to do, and of old states."""
    return _read(parts, case, parts.items.terms(case.item_code, case.item_version), parts.dates.of(case.division_code))


def again(parts: Parts, before: Known, case: Case) -> Known:
    """The same of a case after an act that is not written yet."""
    return _read(parts, case, before.terms, before.dates)


def _read(parts: Parts, case: Case, terms: Terms, dates: Dates) -> Known:
    asked = case.status is CaseStatus.CORRECTION_REQUESTED or awaits_supplement(case)
    told = tuple(parts.cases.acts(case.subject)) if asked or case.paused or _is_old(case) else ()
    return Known(case, _completed(parts, case, told), terms, dates, _last(told, _ASKING), told)


def on(act: Act) -> date:
    """The civil date of an act."""
    return civil_date(from_rfc3339(act.law_time))


def _is_old(case: Case) -> bool:
    """A state of before it was kept when the last handing in was."""
    return case.status is CaseStatus.SUBMITTED and case.received_at is None


def _completed(parts: Parts, case: Case, told: Sequence[Act]) -> Case:
    if _is_old(case):
        handed_in = [act.law_time for act in told if act.type in _HANDING_IN]
        case = case._replace(received_at=handed_in[-1])
    if case.status is CaseStatus.CORRECTION_REQUESTED and case.correction_due_on is None:
        due_on = last_day(parts, case)
        case = case._replace(correction_due_on=due_on.isoformat() if due_on else None)
    return case


def _last(told: Sequence[Act], types: frozenset[str]) -> date | None:
    return next((on(act) for act in reversed(told) if act.type in types), None)

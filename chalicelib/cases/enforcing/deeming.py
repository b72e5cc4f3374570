"""视为受理 — nobody told what was lacking in time: the application counts as accepted from its receipt (Art. 32(1)(4)).

The limits run from the receipt, and the inner process begins now. Nothing stops it: neither papers that are on their
way, nor materials that were to follow (容缺); for these the applicant has the days that anybody has from today.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.acceptance import begun
from chalicelib.cases.enforcing.days import received_on
from chalicelib.cases.enforcing.known import Known
from chalicelib.cases.enforcing.moments import first_with
from chalicelib.cases.enforcing.telling import BY
from chalicelib.cases.intake.tolerance import ACCEPTANCE, days_given
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal
from chalicelib.cases.rules import Case, CaseAct
from chalicelib.cases.terms import Period
from chalicelib.shared.acts import Act

KIND = "deemed_acceptance"


def deem_accepted(parts: Parts, known: Known) -> tuple[Case, Act]:
    """The case as accepted when it was received, and the act."""
    said = begun(parts, known.case, known.terms, received_on(known.case))
    said["document_no"] = numbers.document_no(KIND, parts.law.today())
    said["accepted_at"] = known.case.received_at or known.case.submitted_at
    said |= _lacking(parts, known, None if said.get("provisional") else said.get("due_on"))
    return legal(parts, known.stored, CaseAct.DEEM_ACCEPTED, acts.DEEMED_ACCEPTED, BY, said)


def _lacking(parts: Parts, known: Known, due_on: str | None) -> dict[str, Any]:
    tolerance = known.case.tolerance
    if tolerance is None:
        return {}
    last = _follows_by(parts, known, date.fromisoformat(due_on) if due_on else None)
    told = {**tolerance._asdict(), "slots": list(tolerance.slots), "kind": ACCEPTANCE}
    return {"tolerance": told | {"due_on": last.isoformat() if last else None}, "settings": days_given(parts)}


def _follows_by(parts: Parts, known: Known, promised: date | None) -> date | None:
    """Some days before the promised end where that leaves any; None while no calendar tells a day."""
    today, said = parts.law.today(), parts.commitments()
    last = known.dates.due_on(today, Period(said.tolerance_days, "WD"))
    if promised is None or last is None:
        return last
    before = first_with(known.dates, today, promised, said.tolerance_margin_days)
    return min(before, last) if before > today else last

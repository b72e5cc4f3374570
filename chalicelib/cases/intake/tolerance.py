"""容缺: what is lacking follows by a day. 收件 before the clock, 受理 with the clock running, and the handing in.

The last day is one of working days, so none is told while the calendar that it needs is not published.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chalicelib.cases import acting, acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.intake import shelving
from chalicelib.cases.intake.drafts import awaits_supplement, editing_round
from chalicelib.cases.intake.materials import current
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found, legal, perform, sealed_notice
from chalicelib.cases.ports import CaseFile, Scope, Writes
from chalicelib.cases.records import Material, Tolerance
from chalicelib.cases.rules import NEXT, Case, CaseAct, CaseStatus
from chalicelib.cases.shapes import after_act
from chalicelib.cases.terms import Period, Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation

REQUESTED, RECEIPT, ACCEPTANCE = "requested", "receipt", "acceptance"
_DAY = timedelta(days=1)


def receive(parts: Parts, by: Caller, case_id: str, notice: str | None, once: Once | None) -> dict[str, Any]:
    """容缺收件 — take the application in on its letter. No limit runs until it is accepted."""

    def receipt(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        if case.status is CaseStatus.SUBMITTED and (case.tolerance is None or case.tolerance.kind != REQUESTED):
            raise RuleViolation("tolerance_not_requested" if case.tolerance is None else "already_received")
        said: dict[str, Any] = {"document_no": numbers.document_no("tolerance_receipt", parts.law.today())}
        if case.tolerance:
            said["tolerance"] = _dated(case.tolerance, RECEIPT, _told(_from_today(parts)))
        if notice:
            said["notice_sealed"] = sealed_notice(parts, case, notice)
        return done(legal(parts, case, CaseAct.RECEIVE, acts.RECEIVED, by, said))

    return perform(parts, case_id, by, once, receipt)


def accepted(parts: Parts, terms: Terms, tolerance: Tolerance) -> dict[str, Any]:
    """容缺受理: what acceptance says of what is lacking. It may follow until some days before the promised end.

    Raises RuleViolation where no limit, or none long enough, leaves a day for it, or where no day can be told.
    """
    if terms.promised.value is None:
        raise RuleViolation("limit_too_short_for_tolerance")
    end = _told(parts.dates.due_on(parts.law.today(), terms.promised))
    last = min(_before(parts.dates, end, parts.commitments().tolerance_margin_days), _from_today(parts) or end)
    told = _dated(tolerance, ACCEPTANCE, last)
    if told["due_on"] <= parts.law.today().isoformat():
        raise RuleViolation("limit_too_short_for_tolerance")
    return told


def supplement(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """补交 — hand in everything that was to follow, at one time; late, as long as nobody has ended the case for it."""

    def change() -> Change:
        file = found(parts.cases.file(case_id))
        authority = acting.reach(parts, file.case, by, Scope.APPLY)
        if file.case.tolerance is None and (file.case.status, CaseAct.SUPPLEMENT) in NEXT:
            raise RuleViolation("nothing_to_supplement")
        materials = _complete(parts, file) if awaits_supplement(file.case) else []
        said = {"materials": materials, **acting.said(parts, file.case, authority)}
        case, act = legal(parts, file.case, CaseAct.SUPPLEMENT, acts.SUPPLEMENTED, by, said)
        beside = (*acting.noted(parts, case, authority), *_kept(parts, file))
        return Change((*parts.cases.save(file.case, case), *beside), (act,), after_act(case))

    return parts.committer.commit(change, once)


def _kept(parts: Parts, file: CaseFile) -> Writes:
    """What is new stays as it was read, and is offered again the next time."""
    before = {known.material_id for known in file.case.materials}
    new = [one for one in current(file, editing_round(file.case)) if one.material_id not in before]
    frozen = (write for one in new for write in parts.cases.save_material(file.case.case_id, one, expires_at=None))
    return (*frozen, *shelving.noted(parts, file.case, new))


def _complete(parts: Parts, file: CaseFile) -> list[dict[str, str]]:
    """What counts now. Raises Invalid naming everything that has not followed yet."""
    tolerance, handed_in = file.case.tolerance, current(file, editing_round(file.case))
    given = {material.slot for material in handed_in}
    terms = parts.items.terms(file.case.item_code, file.case.item_version)
    lacking = [slot for slot in terms.slots if tolerance and slot.code in tolerance.slots and slot.code not in given]
    if lacking:
        faults = [Fault(f"/materials/{slot.code}", "material_missing", {"name": slot.name}) for slot in lacking]
        raise Invalid("supplement_incomplete", faults=faults)
    return [Material(one.material_id, one.slot, one.sha256)._asdict() for one in handed_in]


def _dated(tolerance: Tolerance, kind: str, last: date) -> dict[str, Any]:
    """A day that was told once is not put off by the next act."""
    days = [day for day in (last.isoformat(), tolerance.due_on) if day]
    return {**tolerance._asdict(), "slots": list(tolerance.slots), "kind": kind, "due_on": min(days)}


def _from_today(parts: Parts) -> date | None:
    return parts.dates.due_on(parts.law.today(), Period(parts.commitments().tolerance_days, "WD"))


def _before(dates: Dates, end: date, count: int) -> date:
    """The `count`-th working day before a day."""
    day = end
    while count:
        day -= _DAY
        count -= _told(dates.due_on(day - _DAY, Period(1, "WD"))) == day
    return day


def _told(day: date | None) -> date:
    if day is None:
        raise RuleViolation("supplement_day_unknown")
    return day

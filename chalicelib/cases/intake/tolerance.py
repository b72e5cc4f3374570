"""容缺: what is lacking follows by a day. 收件 before the clock, 受理 with the clock running, and the handing in.

The last day is one of working days, so none is told while the calendar that it needs is not published.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chalicelib.cases import acting, acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.intake import shelving
from chalicelib.cases.intake.drafts import editing_round
from chalicelib.cases.intake.materials import current, lacking
from chalicelib.cases.intake.verdict import missing_materials
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found, legal, perform, sealed_notice
from chalicelib.cases.ports import CaseFile, Scope, Writes
from chalicelib.cases.records import Material, Tolerance
from chalicelib.cases.rules import NEXT, Case, CaseAct, awaits_supplement, status_after
from chalicelib.cases.shapes import after_act
from chalicelib.cases.terms import Period, Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Invalid, RuleViolation

REQUESTED, RECEIPT, ACCEPTANCE = "requested", "receipt", "acceptance"
_DAY = timedelta(days=1)


def receive(parts: Parts, by: Caller, case_id: str, notice: str | None, once: Once | None) -> dict[str, Any]:
    """容缺收件 — take the application in on its letter. No limit runs until it is accepted.

    Raises Forbidden for whoever does not sit at a window that has the item to itself (事项一窗对外).
    """

    def receipt(case: Case) -> Decided:
        status_after(case, CaseAct.RECEIVE)
        require_not_claimed_by_another(case, by)
        parts.windows.require_may_accept(by, case)
        said: dict[str, Any] = {
            "document_no": numbers.document_no("tolerance_receipt", parts.law.today()),
            "tolerance": _dated(parts, _requested(case), RECEIPT, _told(_from_today(parts, case))),
            "settings": days_given(parts),
        }
        if notice:
            said["notice_sealed"] = sealed_notice(parts, case, notice)
        return done(legal(parts, case, CaseAct.RECEIVE, acts.RECEIVED, by, said))

    return perform(parts, case_id, by, once, receipt)


def days_given(parts: Parts) -> dict[str, int]:
    """How many days the city gives, as acts say it that tell the day."""
    said = parts.commitments()
    return {"tolerance_days": said.tolerance_days, "tolerance_margin_days": said.tolerance_margin_days}


def _requested(case: Case) -> Tolerance:
    if case.tolerance is None:
        raise RuleViolation("tolerance_not_requested")
    if case.tolerance.kind != REQUESTED:
        raise RuleViolation("already_received")
    return case.tolerance


def accepted(parts: Parts, terms: Terms, case: Case, tolerance: Tolerance) -> dict[str, Any]:
    """容缺受理: what acceptance says of what is lacking. It may follow until some days before the promised end.

    Raises RuleViolation where no limit, or none long enough, leaves a day for it, or where no day can be told.
    """
    if terms.promised.value is None:
        raise RuleViolation("limit_too_short_for_tolerance")
    dates = parts.dates.of(case.division_code)
    end = _told(dates.due_on(parts.law.today(), terms.promised))
    last = min(_before(dates, end, parts.commitments().tolerance_margin_days), _from_today(parts, case) or end)
    if last <= parts.law.today():
        raise RuleViolation("limit_too_short_for_tolerance")
    return _dated(parts, tolerance, ACCEPTANCE, last)


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
    following = file.case.tolerance.slots if file.case.tolerance else ()
    terms = parts.items.terms(file.case.item_code, file.case.item_version)
    if faults := tuple(missing_materials(terms, file, set(following) & set(lacking(file)))):
        raise Invalid("supplement_incomplete", faults=faults)
    handed_in = current(file, editing_round(file.case))
    return [Material(one.material_id, one.slot, one.sha256)._asdict() for one in handed_in]


def _dated(parts: Parts, tolerance: Tolerance, kind: str, last: date) -> dict[str, Any]:
    """A day that was told once is not put off by the next act, and one that is over is not told again."""
    before = tolerance.due_on
    if before and before <= parts.law.today().isoformat():
        raise RuleViolation("supplement_day_over", due_on=before)
    due_on = min(before or last.isoformat(), last.isoformat())
    return {**tolerance._asdict(), "slots": list(tolerance.slots), "kind": kind, "due_on": due_on}


def _from_today(parts: Parts, case: Case) -> date | None:
    period = Period(parts.commitments().tolerance_days, "WD")
    return parts.dates.of(case.division_code).due_on(parts.law.today(), period)


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

"""延期审批 — a chief representative lets a case have more time, or does not; never on their own request.

Where several offices handle a licence together it is the government's head who approves (行政许可法 Art. 42(2)): the
representative signs the notice, and names that approval.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.authority import signed
from chalicelib.cases.desk.extension import jointly, require_in_time
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.desk.words import require_words, says_nothing
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Extension
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period
from chalicelib.cases.work.promise import Days, days_between, later_tasks, promised_day, redated
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Fault, Forbidden, Invalid, RuleViolation

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Dates


class Answered(NamedTuple):
    """Whether there is more time; a refusal needs an opinion, joint handling the government's approval by number."""

    approved: bool
    opinion: str | None = None
    government_approval: str | None = None


def decide_extension(parts: Parts, by: Caller, case_id: str, answered: Answered, once: Once | None) -> dict[str, Any]:
    """Approve or refuse what an examiner asked for. The applicant is told of an approval, with the reason."""
    if not answered.approved:
        require_words(opinion=answered.opinion)

    def decision(case: Case) -> Decided:
        status_after(case, CaseAct.DECIDE_EXTENSION)
        wanted = _asked_for(case)
        require_not_claimed_by_another(case, by, "approve_extension")
        require_in_time(parts, case)
        asked, authority_no = _request(parts, case), signed(parts, by, "approve_extension", case)
        _require_another(asked, by)
        said = {"authority_no": authority_no, "extension": wanted._replace(approved=answered.approved)._asdict()}
        if answered.opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, answered.opinion)
        if not answered.approved:
            return done(legal(parts, case, CaseAct.DECIDE_EXTENSION, acts.EXTENSION_REFUSED, by, said))
        said |= _told(parts, case, wanted._replace(approved=True), asked, answered.government_approval)
        return done(legal(parts, case, CaseAct.DECIDE_EXTENSION, acts.EXTENDED, by, said))

    return perform(parts, case_id, by, once, decision)


def _asked_for(case: Case) -> Extension:
    if case.extension is None or case.extension.approved is not None:
        raise RuleViolation("no_extension_requested")
    return case.extension


def _request(parts: Parts, case: Case) -> Act:
    """The act by which it was asked for."""
    return [act for act in parts.cases.acts(case.subject) if act.type == acts.EXTENSION_REQUESTED.name][-1]


def _require_another(asked: Act, by: Caller) -> None:
    """Neither asks for and approves the same, nor does either by a stand-in or with a colleague's letter."""
    askers = {f"staff:{asked.actor.id}", asked.on_behalf_of}
    if askers & ({f"staff:{by.id}", by.on_behalf_of} - {None}):
        raise Forbidden("own_request")


def _told(parts: Parts, case: Case, granted: Extension, asked: Act, government_approval: str | None) -> dict[str, Any]:
    """The notice: its number, why there is more time as it was asked for, and the days as they are now."""
    terms = parts.items.terms(case.item_code, case.item_version)
    if jointly(terms) and says_nothing(government_approval):
        raise Invalid("body_invalid", faults=[Fault("/government_approval", "government_approval_needed")])
    dates = parts.dates.of(case.division_code)
    today, longer = parts.law.today(), case._replace(extension=granted)
    told = tuple(parts.cases.acts(case.subject)) if case.paused else ()

    def days(by: Dates) -> Days:
        more = {unit: _as_days(by, today, granted, unit) for unit in ("WD", "D")}
        return promised_day(by, longer, terms, told), later_tasks(by, case, terms, more)

    return {
        "document_no": numbers.document_no("extension", parts.law.today()),
        "notice_sealed": asked.changes["notice_sealed"],
        **redated(dates, days),
        **({"government_approval": government_approval} if government_approval else {}),
    }


def _as_days(dates: Dates, today: date, granted: Extension, unit: str) -> int | None:
    """The days that were granted, in days of `unit` from today: a stage has as much more time as the case."""
    if unit == granted.unit:
        return granted.value
    last = dates.due_on(today, Period(granted.value, granted.unit))
    return days_between(dates, today, last, unit) if last else None

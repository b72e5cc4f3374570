"""延期审批 — a chief representative lets a case have more time, or does not; never on their own request."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.authority import signed
from chalicelib.cases.desk.extension import require_in_time
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Extension
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period
from chalicelib.cases.work.promise import days_between, later_tasks, promised_day
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Forbidden, RuleViolation


def decide_extension(
    parts: Parts, by: Caller, case_id: str, approved: bool, opinion: str | None, once: Once | None
) -> dict[str, Any]:
    """Approve or refuse what an examiner asked for. The applicant is told of an approval, with the reason."""
    if not approved:
        require_words(opinion=opinion)

    def decision(case: Case) -> Decided:
        status_after(case, CaseAct.DECIDE_EXTENSION)
        wanted = _asked_for(case, by)
        require_not_claimed_by_another(case, by, "approve_extension")
        require_in_time(parts, case)
        said: dict[str, Any] = {"authority_no": signed(parts, by, "approve_extension", case)}
        if opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, opinion)
        said["extension"] = wanted._replace(approved=approved)._asdict()
        if not approved:
            return done(legal(parts, case, CaseAct.DECIDE_EXTENSION, acts.EXTENSION_REFUSED, by, said))
        said |= _told(parts, case, wanted._replace(approved=True))
        return done(legal(parts, case, CaseAct.DECIDE_EXTENSION, acts.EXTENDED, by, said))

    return perform(parts, case_id, by, once, decision)


def _asked_for(case: Case, by: Caller) -> Extension:
    wanted = case.extension
    if wanted is None or wanted.approved is not None:
        raise RuleViolation("no_extension_requested")
    if wanted.requested_by in (by.id, (by.on_behalf_of or "").removeprefix("staff:")):
        raise Forbidden("own_request")
    return wanted


def _told(parts: Parts, case: Case, granted: Extension) -> dict[str, Any]:
    """The notice: its number, why there is more time, and the days as they are now."""
    terms = parts.items.terms(case.item_code, case.item_version)
    due_on = promised_day(parts.dates, case._replace(extension=granted), terms)
    more = {unit: _as_days(parts, case, granted, unit) for unit in ("WD", "D")}
    return {
        "document_no": numbers.document_no("extension", parts.law.today()),
        "notice_sealed": _reason(parts, case),
        "due_on": due_on.isoformat() if due_on else None,
        "tasks": later_tasks(parts.dates, case, terms, more),
    }


def _as_days(parts: Parts, case: Case, granted: Extension, unit: str) -> int | None:
    """The days that were granted, in days of `unit` from today: a stage has as much more time as the case."""
    if unit == granted.unit:
        return granted.value
    today = parts.law.today()
    last = parts.dates.due_on(today, Period(granted.value, granted.unit))
    return days_between(parts.dates, today, last, unit) if last else None


def _reason(parts: Parts, case: Case) -> str:
    """What was given as the reason when it was asked for, sealed as it is."""
    asked = [act for act in parts.cases.acts(case.subject) if act.type == acts.EXTENSION_REQUESTED.name]
    return str(asked[-1].changes["notice_sealed"])

"""退件 — an application that was not corrected in time goes back to its applicant, who may apply anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period
from chalicelib.cases.work.limits import as_set
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.errors import RuleViolation


def return_case(parts: Parts, by: Caller, case_id: str, notice: str | None, once: Once | None) -> dict[str, Any]:
    """Return the application. Raises RuleViolation until the day is over by which it was to be corrected."""

    def returning(case: Case) -> Decided:
        status_after(case, CaseAct.RETURN)
        due_on = last_day(parts, case)
        if due_on is None or parts.law.today() <= due_on:
            raise RuleViolation("correction_not_overdue", due_on=due_on or "尚不能确定的日期")
        said = {"document_no": numbers.document_no("return_notice", parts.law.today())}
        if notice:
            said["notice_sealed"] = sealed_notice(parts, case, notice)
        return done(legal(parts, case, CaseAct.RETURN, acts.RETURNED, by, said))

    return perform(parts, case_id, by, once, returning)


def last_day(parts: Parts, case: Case) -> date | None:
    """Until when the correction was to be made, as it was told; an estimate binds nobody, and is never shortened."""
    told = date.fromisoformat(case.correction_due_on) if case.correction_due_on else None
    if told and "correction_due_on" not in case.provisional:
        return told
    asked = [act for act in parts.cases.acts(case.subject) if act.type == acts.CORRECTION_REQUESTED.name]
    period = Period(as_set(asked, "correction_days", parts.settings().correction_days), "WD")
    day = parts.dates.of(case.division_code).due_on(civil_date(from_rfc3339(asked[-1].law_time)), period)
    return max(day, told or day) if day else None

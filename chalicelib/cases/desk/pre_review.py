"""网上预审 — a clerk looks at what was handed in before it is accepted, and tells once what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk import correction
from chalicelib.cases.desk.findings import Finding
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation


def passed(parts: Parts, by: Caller, case_id: str, opinion: str | None, once: Once | None) -> dict[str, Any]:
    """Find nothing wrong. It says so to the applicant; the application is still to be accepted."""

    def review(case: Case) -> Decided:
        _require_open(case, by)
        said = {"opinion_sealed": sealed_notice(parts, case, opinion)} if opinion else {}
        return done(legal(parts, case, CaseAct.PRE_REVIEW, acts.PRE_REVIEWED, by, said))

    return perform(parts, case_id, by, once, review)


def not_passed(
    parts: Parts, by: Caller, case_id: str, findings: Iterable[Finding], notice: str | None, once: Once | None
) -> dict[str, Any]:
    """Tell everything that is wrong: this is the one request for correction, there is no other after it."""
    found = list(findings)

    def review(case: Case) -> Decided:
        _require_open(case, by)
        return done(correction.requested(parts, case, by, found, notice, pre_review=True))

    return perform(parts, case_id, by, once, review)


def _require_open(case: Case, by: Caller) -> None:
    """What was passed is not looked at a second time, until something else was handed in."""
    status_after(case, CaseAct.PRE_REVIEW)
    require_not_claimed_by_another(case, by)
    if case.pre_reviewed_at:
        raise RuleViolation("already_pre_reviewed")

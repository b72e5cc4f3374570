"""补正告知 — everything that is missing or wrong, told once and for all (行政许可法 Art. 32(4))."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.findings import Finding, places, sealed, told
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period
from chalicelib.cases.work.limits import last_day_of
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Once


def request_correction(
    parts: Parts, by: Caller, case_id: str, findings: Iterable[Finding], notice: str | None, once: Once | None
) -> dict[str, Any]:
    """Ask the applicant, once, for everything that must be corrected; `notice` is a covering text."""

    def request(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        return done(requested(parts, case, by, findings, notice))

    return perform(parts, case_id, by, once, request)


def requested(
    parts: Parts,
    case: Case,
    by: Caller,
    findings: Iterable[Finding],
    notice: str | None,
    *,
    pre_review: bool = False,
) -> tuple[Case, Act]:
    """The case after the one request, and its act; `pre_review` says that it is what 网上预审 came to.

    Raises RuleViolation after an earlier one, Invalid for what the item does not list.
    """
    status_after(case, CaseAct.REQUEST_CORRECTION)
    found = told(case, parts.items.terms(case.item_code, case.item_version), findings)
    said: dict[str, Any] = {
        "document_no": numbers.document_no("correction", parts.law.today()),
        "findings": places(found),
        "findings_sealed": sealed(parts, case, found),
        "corrections": case.corrections + 1,
    }
    given = parts.settings().correction_days
    said |= last_day_of(parts.dates.of(case.division_code), parts.law.today(), Period(given, "WD"))
    said["settings"] = {"correction_days": given}
    if notice:
        said["notice_sealed"] = sealed_notice(parts, case, notice)
    if pre_review:
        said["pre_review"] = True
    return legal(parts, case, CaseAct.REQUEST_CORRECTION, acts.CORRECTION_REQUESTED, by, said)

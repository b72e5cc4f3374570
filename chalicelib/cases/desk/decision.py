"""决定 — 准予 or 不予, once the examination is complete (行政许可法 Art. 38)."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, remedies, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, CaseStatus, DecisionResult
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation

APPROVED = "approve"
"""The outcome with which an examination must have ended for a grant."""


def decide(
    parts: Parts, by: Caller, case_id: str, result: DecisionResult, reasons: str | None, once: Once | None
) -> dict[str, Any]:
    """Grant or refuse. A refusal states its reasons (Art. 38(2))."""

    def decision(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        if case.status in (CaseStatus.ACCEPTED, CaseStatus.EXAMINING) and case.tasks:
            raise RuleViolation("examination_not_complete")
        if result is DecisionResult.REFUSE and not reasons:
            raise RuleViolation("reasons_required")
        if result is DecisionResult.GRANT and case.process_result not in (None, APPROVED):
            raise RuleViolation("examination_rejected")
        said: dict[str, Any] = {
            "result": str(result),
            "document_no": numbers.document_no("decision", parts.law.today()),
        }
        if reasons:
            said["notice_sealed"] = sealed_notice(parts, case, reasons)
        if result is DecisionResult.REFUSE:
            said["remedies"] = remedies(parts)
        return done(legal(parts, case, CaseAct.DECIDE, acts.DECIDED, by, said))

    return perform(parts, case_id, by, once, decision)

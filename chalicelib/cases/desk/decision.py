"""决定 — 准予 or 不予, once the examination is complete, under a letter of authorisation (行政许可法 Art. 38)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk import meeting
from chalicelib.cases.desk.authority import signed
from chalicelib.cases.desk.commitment import verify_by
from chalicelib.cases.desk.noticing import Decided, done, remedies, require_not_claimed_by_another
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.grounds import ruled_on
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, DecisionResult, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation

APPROVED = "approve"
"""The outcome with which an examination must have ended for a grant."""


class Ruled(NamedTuple):
    """What is decided, why, how whoever is refused may become eligible, and how it was decided: `manner`, `record`."""

    result: DecisionResult
    reasons: str | None = None
    how_to_qualify: str | None = None
    manner: str = meeting.SOLE
    record: meeting.Record | None = None


def decide(parts: Parts, by: Caller, case_id: str, ruled: Ruled, once: Once | None) -> dict[str, Any]:
    """Grant or refuse. A refusal says why not (Art. 38(2)), and how it can be done after all (书面双告知).

    The act says all that the supervision of what was granted (批后监管) begins with: item, division, department,
    result and authority; its subject is the case.
    """
    if ruled.result is DecisionResult.REFUSE:
        require_words(reasons=ruled.reasons, how_to_qualify=ruled.how_to_qualify)

    def decision(case: Case) -> Decided:
        status_after(case, CaseAct.DECIDE)
        require_not_claimed_by_another(case, by)
        _require_ripe(case, ruled.result, parts.law.today())
        said: dict[str, Any] = {
            "result": str(ruled.result),
            "document_no": numbers.document_no("decision", parts.law.today()),
            **meeting.recorded(parts, case, ruled.manner, ruled.record),
            "authority_no": signed(parts, by, "decide", case),
            **_told(parts, case, ruled),
            **verify_by(parts, case, ruled.result),
        }
        regime = parts.items.terms(case.item_code, case.item_version).legal_regime
        article = ruled_on(regime, CaseAct.DECIDE, ruled.result)
        return done(legal(parts, case, CaseAct.DECIDE, acts.DECIDED, by, said, article=article))

    return perform(parts, case_id, by, once, decision)


def _require_ripe(case: Case, result: DecisionResult, today: date) -> None:
    if case.tasks:
        raise RuleViolation("examination_not_complete")
    _require_followed(case, result, today)
    if result is DecisionResult.GRANT and case.process_result not in (None, APPROVED):
        raise RuleViolation("examination_rejected")


def _require_followed(case: Case, result: DecisionResult, today: date) -> None:
    """What was let follow (容缺) is waited for until its last day; from then on its lack may be a reason to refuse."""
    if case.tolerance is None:
        return
    last = case.tolerance.due_on
    if result is DecisionResult.GRANT or last is None or today.isoformat() <= last:
        raise RuleViolation("supplement_outstanding", due_on=last or "—")


def _told(parts: Parts, case: Case, ruled: Ruled) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if ruled.reasons:
        said["notice_sealed"] = sealed_notice(parts, case, ruled.reasons)
    if ruled.how_to_qualify:
        said["remedy_sealed"] = sealed_notice(parts, case, ruled.how_to_qualify)
    if ruled.result is DecisionResult.REFUSE:
        said["remedies"] = remedies(parts, case)
    return said

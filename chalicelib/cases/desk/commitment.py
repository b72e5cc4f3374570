"""承诺核查 — whether what was promised instead of proofs (告知承诺) is so, looked at after the grant.

What follows from a broken promise (revocation, the credit record) begins with the act: others react to it.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, DecisionResult, status_after
from chalicelib.cases.terms import Period
from chalicelib.cases.work.limits import last_day_of
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation

KEPT, BROKEN = "kept", "broken"
TASK = "verify_commitment"


def verify(
    parts: Parts, by: Caller, case_id: str, outcome: str, opinion: str | None, once: Once | None
) -> dict[str, Any]:
    """Record what the check came to; that a promise was broken needs its reasons."""
    if outcome == BROKEN:
        require_words(opinion=opinion)

    def verification(case: Case) -> Decided:
        status_after(case, CaseAct.VERIFY_COMMITMENT)
        _require_to_verify(case)
        require_not_claimed_by_another(case, by, TASK)
        said = {
            "task_id": f"{case.case_id}-{TASK}-{case.form_round}",
            "step": TASK,
            "round": case.form_round,
            "outcome": outcome,
            "document_no": numbers.document_no("commitment_verification", parts.law.today()),
        }
        if opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, opinion)
        return done(legal(parts, case, CaseAct.VERIFY_COMMITMENT, acts.COMMITMENT_VERIFIED, by, said))

    return perform(parts, case_id, by, once, verification)


def verify_by(parts: Parts, case: Case, result: DecisionResult) -> dict[str, Any]:
    """Until when a grant's promise is to be checked, as the decision says it; nothing where nothing was promised."""
    if case.declared is None or result is not DecisionResult.GRANT:
        return {}
    given = parts.commitments().verification_days
    day = last_day_of(parts.dates.of(case.division_code), parts.law.today(), Period(given, "D"), "verify_by")
    return {**day, "settings": {"verification_days": given}}


def _require_to_verify(case: Case) -> None:
    if case.declared is None or case.result is not DecisionResult.GRANT:
        raise RuleViolation("nothing_to_verify")
    if case.declared.verified:
        raise RuleViolation("commitment_already_verified")

"""不予受理 — with its reasons (行政许可法 Art. 32(1), (2), (5))."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, remedies, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once


def decline(parts: Parts, by: Caller, case_id: str, reasons: str, once: Once | None) -> dict[str, Any]:
    """Decline the application."""

    def declination(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        said = {
            "document_no": numbers.document_no("declination", parts.law.today()),
            "notice_sealed": sealed_notice(parts, case, reasons),
            "remedies": remedies(parts),
        }
        return done(legal(parts, case, CaseAct.DECLINE, acts.DECLINED, by, said))

    return perform(parts, case_id, by, once, declination)

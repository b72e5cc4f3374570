"""补正告知 — everything that is missing or wrong, told once and for all (行政许可法 Art. 32(4))."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once


def request_correction(parts: Parts, by: Caller, case_id: str, notice: str, once: Once | None) -> dict[str, Any]:
    """Ask the applicant, once, for everything that must be corrected."""

    def request(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        said = {
            "document_no": numbers.document_no("correction", parts.law.today()),
            "notice_sealed": sealed_notice(parts, case, notice),
        }
        return done(legal(parts, case, CaseAct.REQUEST_CORRECTION, acts.CORRECTION_REQUESTED, by, said))

    return perform(parts, case_id, by, once, request)

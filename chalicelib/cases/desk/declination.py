"""不予受理 — on one of the law's reasons, and with what can be done instead (行政许可法 Art. 32(1), (2), (5))."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, remedies, require_not_claimed_by_another
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.grounds import DECLINING, declined_on
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Fault, Invalid

ELSEWHERE = "not_within_office"


class Declined(NamedTuple):
    """The reasons by code (`DECLINING`) and in words, what to do instead, and the competent office if it is known."""

    grounds: tuple[str, ...]
    reasons: str
    how_to_qualify: str
    competent_office: str | None = None


def decline(parts: Parts, by: Caller, case_id: str, declined: Declined, once: Once | None) -> dict[str, Any]:
    """Decline the application. Raises Invalid for a reason that is none of the law's."""
    require_words(reasons=declined.reasons, how_to_qualify=declined.how_to_qualify)

    def declination(case: Case) -> Decided:
        status_after(case, CaseAct.DECLINE)
        require_not_claimed_by_another(case, by)
        if faults := list(_faults(case, declined)):
            raise Invalid("body_invalid", faults=faults)
        said = {
            "document_no": numbers.document_no("declination", parts.law.today()),
            "reason_codes": list(declined.grounds),
            "notice_sealed": sealed_notice(parts, case, declined.reasons),
            "remedy_sealed": sealed_notice(parts, case, declined.how_to_qualify),
            "remedies": remedies(parts, case),
        }
        if declined.competent_office:
            said["office_sealed"] = sealed_notice(parts, case, declined.competent_office)
        regime = parts.items.terms(case.item_code, case.item_version).legal_regime
        article = declined_on(regime, declined.grounds)
        return done(legal(parts, case, CaseAct.DECLINE, acts.DECLINED, by, said, article=article))

    return perform(parts, case_id, by, once, declination)


def _faults(case: Case, declined: Declined) -> Iterator[Fault]:
    known = "、".join(f"{code}({words})" for code, (words, _) in DECLINING.items())
    if not declined.grounds:
        yield Fault("/grounds", "declining_ground_unknown", {"grounds": known})
    for at, code in enumerate(declined.grounds):
        if code not in DECLINING:
            yield Fault(f"/grounds/{at}", "declining_ground_unknown", {"grounds": known})
        elif code == "still_incomplete" and not case.corrections:
            yield Fault(f"/grounds/{at}", "correction_not_requested")
    if declined.competent_office and ELSEWHERE not in declined.grounds:
        yield Fault("/competent_office", "office_not_needed")

"""What the law, or what was told, makes of a case when a day is over: accepted, returned for what was not done."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.cases import acts, numbers
from chalicelib.cases.enforcing.deeming import deem_accepted
from chalicelib.cases.enforcing.known import Known
from chalicelib.cases.enforcing.telling import BY
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal
from chalicelib.cases.rules import Case, CaseAct
from chalicelib.shared.acts import Act

Ending = Callable[[Parts, Known], tuple[Case, Act]]


def return_uncorrected(parts: Parts, known: Known) -> tuple[Case, Act]:
    """退件 — what was asked for did not come in time. Until this is done, it is still taken."""
    said = {
        "document_no": numbers.document_no("return_notice", parts.law.today()),
        "due_on": known.case.correction_due_on,
    }
    return legal(parts, known.stored, CaseAct.RETURN, acts.RETURNED, BY, said)


def lapse(parts: Parts, known: Known) -> tuple[Case, Act]:
    """容缺到期 — what was let follow did not, and the application goes back."""
    tolerance = known.case.tolerance
    said = {
        "document_no": numbers.document_no("lapse_notice", parts.law.today()),
        "tolerance": {**tolerance._asdict(), "slots": list(tolerance.slots)} if tolerance else None,
    }
    return legal(parts, known.stored, CaseAct.LAPSE, acts.TOLERANCE_LAPSED, BY, said)


ENDINGS: dict[str, Ending] = {
    "acceptance": deem_accepted,
    "correction": return_uncorrected,
    "supplement": lapse,
}

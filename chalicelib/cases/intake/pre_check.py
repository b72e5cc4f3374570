"""预检 — everything wrong or missing before anything is handed in (一次告知, told before the question is asked).

What is told is the verdict by which submission goes, on the same body. Nothing is written, and nobody outside is
asked: the credit platform hears of somebody only once they sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.cases.intake import letters
from chalicelib.cases.intake.drafts import editable_by, read_answers
from chalicelib.cases.intake.verdict import Verdict, judge
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import DECLARATION, TOLERANCE, Signature
from chalicelib.cases.rules import Case
from chalicelib.cases.status.open_cases import open_cases
from chalicelib.shared.access import Caller
from chalicelib.shared.problem import fault_shown


def pre_check(parts: Parts, by: Caller, case_id: str, signatures: Sequence[Signature] = ()) -> dict[str, Any]:
    """Tell what handing in this draft, or this corrected application, would be refused for.

    `not_eligible` is what the guide says against the situation that was answered for. It informs: whether the law's
    conditions are met is for the authority to judge, in writing and with remedies, on an application (Art. 32).
    """
    file, authority = editable_by(parts, by, case_id)
    found = judge(parts, by, file, authority, signatures)
    return {
        "case_id": case_id,
        "ready": found.ready,
        "faults": [fault_shown(fault, "cases") for fault in found.everything],
        "to_follow": _slots(found, [code for code in found.lacking if letters.may(found.terms, TOLERANCE, code)]),
        "declarable": _slots(found, [code for code in found.lacking if letters.may(found.terms, DECLARATION, code)]),
        "held": _slots(found, file.case.held),
        "not_eligible": _not_eligible(parts, file.case),
        "open_cases": open_cases(parts, file.case.owner, file.case.item_code),
    }


def _slots(found: Verdict, codes: Iterable[str]) -> list[dict[str, str]]:
    return [{"slot": slot.code, "name": slot.name} for slot in found.terms.slots if slot.code in set(codes)]


def _not_eligible(parts: Parts, case: Case) -> list[str]:
    answers = read_answers(parts, case)
    return list(parts.items.obstacles(case.item_code, case.item_version, answers)) if answers else []

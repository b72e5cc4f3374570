"""What staff may do with a case now, as far as the law goes: roles and claims are asked when they do it."""

from __future__ import annotations

from chalicelib.cases.rules import NEXT, Case, CaseAct, status_after
from chalicelib.shared.errors import RuleViolation

_OF_APPLICANTS = frozenset({CaseAct.SUBMIT, CaseAct.RESUBMIT, CaseAct.SUPPLEMENT, CaseAct.WITHDRAW})
_BY_ITSELF = frozenset({CaseAct.EXAMINE})


def legal_acts(case: Case) -> list[str]:
    """The legal acts that the case's status allows."""
    known = (act for status, act in NEXT if status is case.status)
    return [str(act) for act in known if act not in _OF_APPLICANTS | _BY_ITSELF and _possible(case, act)]


def _possible(case: Case, act: CaseAct) -> bool:
    try:
        status_after(case, act)
    except RuleViolation:
        return False
    return True

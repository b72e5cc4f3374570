"""What an applicant has under way for the same item: told before they hand in once more, and in nobody's way.

One may need the same thing twice (a second shop, a second child); only the desk can tell a mistake from a need.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CLOSED, Case, CaseStatus

_LATEST = 50
_OVER = CLOSED | {CaseStatus.DRAFT, CaseStatus.CONCLUDED}


def open_cases(parts: Parts, owner: str, item_code: str) -> list[dict[str, Any]]:
    """Of the owner's latest 50, those for that item that are handed in and not concluded."""
    latest = parts.cases.of_owner(owner, _LATEST, None).entries
    same = (case for case in latest if case.item_code == item_code and case.status not in _OVER)
    return [named(case) for case in same]


def named(case: Case) -> dict[str, Any]:
    """How a case stands, without anything of its content."""
    told = ("case_id", "case_no", "status", "channel", "division_code", "created_at", "submitted_at")
    return {name: getattr(case, name) for name in told} | {"status": str(case.status)}

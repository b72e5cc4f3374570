"""What legal acts that tell the applicant something in writing have in common."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Writes
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import after_act
from chalicelib.cases.work.holding import require_not_held_by_another
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act

Decided = tuple[list[Act], Case, Writes, dict[str, Any]]


def remedies(parts: Parts, case: Case) -> dict[str, Any]:
    """Until when, and before whom, the applicant may object: a refusal tells it (行政许可法 Art. 38(2))."""
    said, terms = parts.remedies(), parts.items.terms(case.item_code, case.item_version)
    until = {"review_days": said.review_days, "litigation_months": said.litigation_months}
    before = {"review_body": terms.review_body, "court": terms.court}
    return until | {name: told for name, told in before.items() if told}


def require_not_claimed_by_another(case: Case, by: Caller, step: str | None = None) -> None:
    """Whoever was first asked keeps the task (首问负责) until it is released; who stands in for them may act."""
    require_not_held_by_another(case, by, step)


def done(performed: tuple[Case, Act]) -> Decided:
    """One act, and the case that follows from it as the answer."""
    case, act = performed
    return [act], case, (), after_act(case)

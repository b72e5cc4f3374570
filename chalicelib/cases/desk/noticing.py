"""What legal acts that tell the applicant something in writing have in common."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Writes
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import after_act
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import RuleViolation

Decided = tuple[list[Act], Case, Writes, dict[str, Any]]


def remedies(parts: Parts) -> dict[str, int]:
    """Until when the applicant may object: a refusal tells it (行政许可法 Art. 38(2))."""
    said = parts.remedies()
    return {"review_days": said.review_days, "litigation_months": said.litigation_months}


def require_not_claimed_by_another(case: Case, by: Caller) -> None:
    """Whoever was first asked keeps the task (首问负责) until it is released."""
    for task in open_work(case).values():
        if task.legal and task.claimed_by not in (None, by.id):
            raise RuleViolation("task_claimed_by_another")


def done(performed: tuple[Case, Act]) -> Decided:
    """One act, and the case that follows from it as the answer."""
    case, act = performed
    return [act], case, (), after_act(case)

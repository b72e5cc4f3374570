"""Who pre-reviews: clerks of the case's own office, and whoever has the task keeps it."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import pre_review
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.cases import promises, scenes
from tests.cases.fakes import memory_parts


def clerk_elsewhere(division: str, department: str) -> Caller:
    caller = Caller("staff", "S009", posts=(Post(frozenset({Role.CLERK}), (department,), (division,)),))
    caller.reach = Reach.OFFICE
    return caller


@pytest.mark.parametrize("who", [clerk_elsewhere("530103000000", "09"), clerk_elsewhere("530102000000", "77")])
def test_another_office_does_not_find_it(who: Caller) -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    with pytest.raises(NotFound, match="case_not_found"):
        pre_review.passed(parts, who, case_id, None, None)
    with pytest.raises(NotFound, match="case_not_found"):
        pre_review.not_passed(parts, who, case_id, scenes.FINDINGS, None, None)


def test_whoever_claimed_it_reviews_it() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    promises.claimed(parts, case_id, "accept", scenes.clerk("A"))
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        pre_review.passed(parts, scenes.clerk("B"), case_id, None, None)
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        pre_review.not_passed(parts, scenes.clerk("B"), case_id, scenes.FINDINGS, None, None)
    pre_review.passed(parts, scenes.clerk("A"), case_id, None, None)

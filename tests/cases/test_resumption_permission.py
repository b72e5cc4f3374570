"""恢复计时 is for the examiners and chief representatives of the case's office, and for whoever has taken it."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import resumption
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Role
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, scenes
from tests.cases.everybody import at_work, entering, let_in, standing_in
from tests.cases.fakes import memory_parts


def test_the_offices_examiners_and_chief_representatives_let_it_go_on() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("resumption", parts, licences.suspended(parts)) == {"examiner", "chief_representative"}


def test_whoever_has_taken_it_lets_it_go_on_or_their_stand_in() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.suspended(parts)
    holder = licences.stored(parts, case_id).claims.get(f"{case_id}-resume-1")
    if holder is None:
        tasks.claim(parts, scenes.examiner("A001"), f"{case_id}-resume-1", None)
        holder = "A001"
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        resumption.resume(parts, entering("resumption", at_work(Role.EXAMINER)), case_id, None, None)
    stand_in = entering("resumption", standing_in(Role.EXAMINER, holder))
    resumption.resume(parts, stand_in, case_id, None, None)
    assert list(parts.cases.acts(f"case#{case_id}"))[-1].on_behalf_of == f"staff:{holder}"

"""急事急办 is approved by a hall manager by their post, or by a chief representative who may sign it."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import urgency
from chalicelib.shared.access import Role
from chalicelib.shared.errors import Forbidden
from tests.builders import but
from tests.cases import scenes
from tests.cases.everybody import OTHER_DIVISION, at_work, entering, let_in
from tests.cases.fakes import FakeSigning, memory_parts
from tests.cases.test_urgency import URGENT


def test_chief_representatives_and_hall_managers_who_reach_the_case_approve_it() -> None:
    parts = memory_parts()
    assert let_in("urgency", parts, scenes.submitted(parts)) == {"chief_representative", "hall_manager"}


def test_a_chief_representative_needs_the_power_and_a_hall_manager_the_post() -> None:
    parts = memory_parts()._replace(signing=FakeSigning(without={"approve_urgency"}))
    case_id = scenes.submitted(parts)
    with pytest.raises(Forbidden, match="no_signing_authority") as refused:
        urgency.make_urgent(parts, entering("urgency", at_work(Role.CHIEF_REPRESENTATIVE)), case_id, URGENT, None)
    assert refused.value.params["power"] == "批准急事急办"
    urgency.make_urgent(parts, entering("urgency", at_work(Role.HALL_MANAGER)), case_id, URGENT, None)
    assert "authority_no" not in list(parts.cases.acts(f"case#{case_id}"))[-1].changes


def test_who_keeps_another_hall_needs_a_letter_here() -> None:
    parts = memory_parts()._replace(signing=FakeSigning(without={"approve_urgency"}))
    case_id = scenes.submitted(parts)
    elsewhere = at_work(Role.HALL_MANAGER, OTHER_DIVISION).posts
    chief = at_work(Role.CHIEF_REPRESENTATIVE)
    both = but(chief, posts=(*chief.posts, *elsewhere))
    with pytest.raises(Forbidden, match="no_signing_authority"):
        urgency.make_urgent(parts, entering("urgency", both), case_id, URGENT, None)

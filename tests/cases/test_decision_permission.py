"""决定 is the chief representative's, in the case's office, and whoever's who has taken it among them."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import decision
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Role
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, scenes
from tests.cases.everybody import entering, let_in, standing_in
from tests.cases.fakes import memory_parts


def test_the_offices_chief_representatives_alone_decide() -> None:
    parts = memory_parts(licences.an_item())
    assert let_in("decision", parts, scenes.examined(parts)) == {"chief_representative"}


def test_what_somebody_has_taken_is_decided_by_them_or_their_stand_in() -> None:
    parts = memory_parts(licences.an_item())
    case_id = scenes.examined(parts)
    tasks.claim(parts, scenes.chief("A001"), f"{case_id}-decide-1", None)
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        scenes.granted(parts, case_id, scenes.chief("A002"))
    stand_in = entering("decision", standing_in(Role.CHIEF_REPRESENTATIVE, "A001"))
    decision.decide(parts, stand_in, case_id, scenes.GRANT, None)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.actor.id, act.on_behalf_of, act.changes["authority_no"]) == ("B001", "staff:A001", "A-B001")

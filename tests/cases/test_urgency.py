"""急事急办、特事特办: an approval on the record, by which a case goes first."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import urgency
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts

URGENT = {"kind": "urgent", "reason": "重大项目开工", "requested_by": "department"}


def hurried(parts: Parts, said: dict[str, Any] = URGENT) -> Any:
    case_id = scenes.submitted(parts)
    urgency.make_urgent(parts, scenes.chief(), case_id, said, None)
    return list(parts.cases.acts(f"case#{case_id}"))[-1]


def test_who_approved_why_and_on_whose_authority_is_on_the_record() -> None:
    parts = memory_parts(licences.an_item())
    act = hurried(parts)
    case_id = act.subject.removeprefix("case#")
    assert (act.changes["urgency"], act.changes["requested_by"]) == ("urgent", "department")
    assert (act.changes["authority_no"], act.actor.id) == ("A-S003", "S003")
    text = parts.sealer.open(
        parts.people.salt_of("person-zhang"), act.changes["opinion_sealed"], notice_context(case_id)
    )
    assert text == URGENT["reason"]
    assert licences.stored(parts, case_id).urgency == "urgent"


def test_what_is_urgent_may_become_special_but_not_urgent_again() -> None:
    parts = memory_parts(licences.an_item())
    case_id = hurried(parts).subject.removeprefix("case#")
    with pytest.raises(RuleViolation, match="already_urgent"):
        urgency.make_urgent(parts, scenes.chief(), case_id, URGENT, None)
    urgency.make_urgent(parts, scenes.chief(), case_id, {**URGENT, "kind": "special"}, None)
    assert licences.stored(parts, case_id).urgency == "special"


def test_a_reason_is_needed() -> None:
    with pytest.raises(Invalid, match="reasons_required"):
        hurried(memory_parts(), {**URGENT, "reason": "  "})


def test_the_status_stays_and_so_does_the_clock() -> None:
    parts = memory_parts(licences.an_item())
    case_id = scenes.accepted(parts)
    before = licences.stored(parts, case_id)
    urgency.make_urgent(parts, scenes.chief(), case_id, URGENT, None)
    after = licences.stored(parts, case_id)
    assert (after.status, after.due_on) == (before.status, before.due_on)

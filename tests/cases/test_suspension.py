"""特别程序: only what law and item name, for as many days as the item allows, and told in writing."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import decision, resumption, suspension
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status import timeline
from chalicelib.cases.terms import Procedure
from chalicelib.cases.work import tasks
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts


def suspended(parts: Parts, announced: Announced) -> str:
    return licences.suspended(parts, announced)


def last(parts: Parts, case_id: str) -> Any:
    return list(parts.cases.acts(f"case#{case_id}"))[-1]


def test_the_applicant_is_told_which_procedure_and_how_long_in_a_document() -> None:
    parts = memory_parts(licences.an_item())
    case_id = suspended(parts, licences.HEARD)
    case, act = licences.stored(parts, case_id), last(parts, case_id)
    assert case.status is CaseStatus.SUSPENDED
    assert case.pause == Pause("hearing", "2026-11-21", 5, "WD", "2026-11-27", "听证")
    assert act.changes["document_no"].startswith("special_procedure-20261121-")
    assert act.ground == "行政许可法第四十五条"
    assert timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]["notice"] == licences.HEARD.reason


@pytest.mark.parametrize(
    ("procedure", "why"), [("public_notice", "not of Art. 45"), ("auction", "not the item's"), ("太忙", "nobody's")]
)
def test_a_ground_that_is_not_the_laws_and_the_items_is_refused_with_those_that_are(procedure: str, why: str) -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.examining(parts)
    with pytest.raises(RuleViolation, match="procedure_not_of_item") as refused:
        suspension.suspend(parts, scenes.examiner(), case_id, Announced(procedure, 5, "WD"), None)
    assert refused.value.params["procedures"] == "听证(hearing)、专家评审(expert_review)", why


def test_an_item_without_special_procedures_never_stands_still() -> None:
    parts = memory_parts(licences.an_item(procedures=()))
    case_id = licences.examining(parts)
    with pytest.raises(RuleViolation, match="procedure_not_of_item") as refused:
        suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
    assert refused.value.params["procedures"] == "无"


def test_another_regime_has_what_its_item_names_and_stands_on_its_basis() -> None:
    parts = memory_parts(licences.an_item(legal_regime="confirmation"))
    case_id = suspended(parts, Announced("public_notice", 15, "WD"))
    assert last(parts, case_id).ground == licences.NOTICE.basis


@pytest.mark.parametrize(
    ("announced", "pointer", "code"),
    [
        (Announced("hearing", 21, "WD"), "/value", "pause_too_long"),
        (Announced("hearing", 5, "D"), "/unit", "pause_unit_wrong"),
    ],
)
def test_no_longer_than_the_item_allows(announced: Announced, pointer: str, code: str) -> None:
    parts = memory_parts(licences.an_item())
    with pytest.raises(Invalid) as refused:
        suspended(parts, announced)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(pointer, code)]


def test_a_procedure_in_parts_takes_no_longer_together() -> None:
    parts = memory_parts(licences.an_item())
    case_id = suspended(parts, Announced("hearing", 12, "WD"))
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    with pytest.raises(Invalid) as refused:
        suspension.suspend(parts, scenes.examiner(), case_id, Announced("hearing", 9, "WD"), None)
    assert refused.value.faults[0].params == {"left": 8, "unit": "个工作日"}
    suspension.suspend(parts, scenes.examiner(), case_id, Announced("hearing", 8, "WD"), None)
    assert licences.stored(parts, case_id).paused == {"听证": 20}


def test_where_nobody_said_how_long_a_part_may_be_any_days() -> None:
    parts = memory_parts(licences.an_item())
    case_id = suspended(parts, Announced("expert_review", 90, "D"))
    pause = licences.stored(parts, case_id).pause
    assert pause is not None
    assert (pause.value, pause.unit, pause.until_on) == (90, "D", "2027-02-19")
    assert licences.stored(parts, case_id).provisional == ("pause",)  # its last day is in no calendar yet


def test_of_several_of_a_kind_the_name_tells_which() -> None:
    two = (Procedure("other", "等待司法结论", None, "D", None), Procedure("other", "补充材料", 10, "D", None))
    parts = memory_parts(licences.an_item(legal_regime="public_service", procedures=two))
    with pytest.raises(RuleViolation, match="procedure_not_of_item"):
        suspended(parts, Announced("other", 5, "D"))
    case_id = suspended(parts, Announced("补充材料", 5, "D"))
    pause = licences.stored(parts, case_id).pause
    assert pause is not None
    assert pause.name == "补充材料"


def test_while_the_clock_stands_still_nothing_is_decided_and_no_task_ends() -> None:
    parts = memory_parts(licences.an_item())
    case_id = suspended(parts, licences.HEARD)
    with pytest.raises(RuleViolation, match="task_not_open"):
        tasks.complete(parts, scenes.examiner(), f"{case_id}-examine-1", "approve", None, None)
    with pytest.raises(RuleViolation, match="cannot_decide"):
        decision.decide(parts, scenes.chief(), case_id, scenes.GRANT, None)


def test_the_applicant_may_take_it_back_meanwhile() -> None:
    parts = memory_parts(licences.an_item())
    case_id = suspended(parts, licences.HEARD)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    assert licences.stored(parts, case_id).status is CaseStatus.WITHDRAWN

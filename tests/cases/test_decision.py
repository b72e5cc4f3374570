"""决定: when it is ripe, under a letter in force, with its reasons, and with its record where several decide."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from chalicelib.cases.desk import decision
from chalicelib.cases.desk.decision import Ruled
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.records import Tolerance
from chalicelib.cases.rules import DecisionResult
from chalicelib.cases.status import timeline
from chalicelib.shared.errors import Forbidden, Invalid, RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import FakeSigning, memory_parts

MINUTES = {
    "document_no": "会纪〔2026〕12号",
    "held_on": "2026-11-21",
    "participants": ["赵局长", "钱科长"],
    "summary": "同意准予",
}


def decided(parts: Parts, ruled: Ruled) -> Any:
    case_id = scenes.examined(parts)
    decision.decide(parts, scenes.chief(), case_id, ruled, None)
    return list(parts.cases.acts(f"case#{case_id}"))[-1]


def together(manner: str = "collective", **change: Any) -> Ruled:
    return scenes.GRANT._replace(manner=manner, record={**MINUTES, **change})


def faults_of(ruled: Ruled) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        decided(memory_parts(licences.an_item()), ruled)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def test_it_says_on_whose_authority_and_all_that_supervision_begins_with() -> None:
    act = decided(memory_parts(licences.an_item()), scenes.GRANT)
    assert act.ground == "行政许可法第三十八条第一款"
    said = {name: act.changes[name] for name in ("authority_no", "manner", "result", "department", "division_code")}
    assert said == {
        "authority_no": "A-S003",
        "manner": "sole",
        "result": "grant",
        "department": "09",
        "division_code": "530102000000",
    }
    assert act.changes["item_code"]
    assert "remedies" not in act.changes


def test_a_refusal_tells_why_not_how_it_can_be_done_and_before_whom_to_object() -> None:
    parts = memory_parts(licences.an_item())
    case_id = decided(parts, scenes.REFUSE).subject.removeprefix("case#")
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert (told["notice"], told["remedy"]) == (scenes.REFUSE.reasons, scenes.REFUSE.how_to_qualify)
    for word in ("60 日", "昆明市人民政府", "6 个月", "昆明铁路运输法院"):
        assert word in told["remedies"]


def test_a_refusal_names_all_that_it_lacks() -> None:
    assert faults_of(Ruled(DecisionResult.REFUSE, " ", None)) == [
        ("/reasons", "words_needed"),
        ("/how_to_qualify", "words_needed"),
    ]


@pytest.mark.parametrize(
    "signing", [FakeSigning(without={"decide"}), FakeSigning(until=date(2026, 11, 20))], ids=["not this power", "over"]
)
def test_without_a_letter_in_force_nobody_decides_and_is_told_what_it_must_cover(signing: FakeSigning) -> None:
    parts = memory_parts(licences.an_item())._replace(signing=signing)
    with pytest.raises(Forbidden, match="no_signing_authority") as refused:
        decided(parts, scenes.GRANT)
    assert refused.value.params == {
        "power": "作出决定",
        "item": "居住证申领",
        "division": "530102000000",
        "on": "2026-11-21",
    }


def test_nothing_is_decided_while_promised_materials_are_outstanding() -> None:
    parts = memory_parts(licences.an_item())
    case = licences.stored(parts, scenes.examined(parts))
    lacking = case._replace(tolerance=Tolerance(("lease",), "0" * 64, "acceptance", "2026-12-01"))
    with pytest.raises(RuleViolation, match="supplement_outstanding") as refused:
        decision._require_ripe(lacking, DecisionResult.GRANT, date(2026, 11, 21))
    assert refused.value.params == {"due_on": "2026-12-01"}


@pytest.mark.parametrize("manner", ["joint", "collective"])
def test_what_several_decide_carries_their_record_with_the_people_sealed(manner: str) -> None:
    parts = memory_parts(licences.an_item())
    act = decided(parts, together(manner))
    record = act.changes["record"]
    assert (act.changes["manner"], record["document_no"], record["held_on"]) == (
        manner,
        MINUTES["document_no"],
        "2026-11-21",
    )
    assert "赵局长" not in str(act.changes)
    context = notice_context(act.subject.removeprefix("case#"))
    said = json.loads(parts.sealer.open(parts.people.salt_of("person-zhang"), record["said_sealed"], context))
    assert said == {"participants": MINUTES["participants"], "summary": MINUTES["summary"]}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"held_on": "2026-11-22"}, ("/record/held_on", "meeting_not_between")),
        ({"held_on": "2026-11-20"}, ("/record/held_on", "meeting_not_between")),
        ({"participants": ["赵局长", " 赵局长"]}, ("/record/participants", "several_needed")),
        ({"participants": ["赵局长", "  "]}, ("/record/participants", "several_needed")),
        ({"summary": " "}, ("/record/summary", "words_needed")),
        ({"document_no": "\t"}, ("/record/document_no", "words_needed")),
    ],
)
def test_a_record_that_records_nothing_is_none(change: dict[str, Any], fault: tuple[str, str]) -> None:
    assert faults_of(together(**change)) == [fault]


def test_a_record_goes_with_a_manner_that_needs_it() -> None:
    assert faults_of(scenes.GRANT._replace(manner="joint")) == [("/record", "record_needed")]
    assert faults_of(together("sole")) == [("/record", "record_not_needed")]

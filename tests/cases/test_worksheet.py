"""审查工作单: the papers beside the points to examine them by, and how the task may end."""

from __future__ import annotations

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Applicant
from chalicelib.cases.records import Declared, Tolerance
from chalicelib.cases.status import reading
from chalicelib.cases.work import tasks
from chalicelib.cases.work.worksheet import worksheet
from chalicelib.shared.access import Post, Role
from chalicelib.shared.change import Change
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.at_the_desk import TWO_STEPS, in_review, steps_of, stored
from tests.cases.fakes import DIVISION, FakeItems


def test_each_material_stands_beside_its_points(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    sheet = worksheet(parts, scenes.examiner(), f"{case_id}-examine-1")
    slots = {slot["slot"]: slot for slot in sheet["slots"]}
    assert slots["lease"]["examination"] == [{"point": "租赁合同在有效期内", "standard": "《居住证暂行条例》"}]
    assert [material["name"] for material in slots["lease"]["materials"]] == ["lease.pdf"]
    assert (slots["work"]["required"], slots["work"]["materials"]) == (False, [])
    assert sheet["examination"] == [{"point": "居住已满半年", "standard": None}]
    assert sheet["form"] == scenes.FORM


def test_how_a_step_may_end(parts: Parts) -> None:
    two = parts._replace(items=steps_of(FakeItems(), TWO_STEPS))
    case_id = in_review(two)
    sheet = worksheet(two, scenes.examiner(), f"{case_id}-review-1")
    assert (sheet["outcomes"], sheet["return_to"]) == (["approve", "reject"], ["examine"])
    assert [(note["step"], note["outcome"], note["text"]) for note in sheet["notes"]] == [
        ("examine", "approve", "材料齐全")
    ]


def test_how_a_legal_act_may_go(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    sheet = worksheet(parts, scenes.clerk(), f"{case_id}-accept-1")
    assert {"accept", "decline", "request_correction"} <= set(sheet["legal_acts"])
    assert not {"submit", "withdraw", "decide", "examine"} & set(sheet["legal_acts"])
    assert sheet["outcomes"] == []


def test_what_does_instead_of_a_material_is_told(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    before = stored(parts, case_id)
    after = before._replace(
        held={"id_card": "resident_identity"},
        tolerance=Tolerance(("lease",), "d" * 64, "acceptance", "2026-12-01"),
        declared=Declared(("work",), "d" * 64),
    )
    parts.committer.commit(lambda: Change(parts.cases.save(before, after)), None)
    sheet = worksheet(parts, scenes.examiner(), f"{case_id}-examine-1")
    assert [slot["filled_by"] for slot in sheet["slots"]] == ["held", "follow", "declared"]
    assert sheet["tolerance"] == {"slots": ["lease"], "kind": "acceptance", "due_on": "2026-12-01"}


def test_opening_one_leaves_an_access_act_and_looking_for_one_does_not(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    reads = parts.people.reads  # type: ignore[attr-defined]
    with pytest.raises(RuleViolation, match="task_not_open"):
        worksheet(parts, scenes.clerk(), f"{case_id}-accept-1")
    assert reads == []
    worksheet(parts, scenes.examiner(), f"{case_id}-examine-1")
    assert reads == [("S002", "person-zhang", "worksheet")]


def test_another_office_and_an_unknown_task_find_nothing(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    stranger = scenes.examiner()
    stranger.posts = (Post(frozenset({Role.EXAMINER}), ("99",), (DIVISION,)),)
    for who, task in ((stranger, f"{case_id}-examine-1"), (scenes.examiner(), "x"), (scenes.examiner(), "0" * 26)):
        with pytest.raises(NotFound, match="task_not_found"):
            worksheet(parts, who, task)


def test_an_ended_step_shows_nothing_more(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner(), task, None)
    tasks.complete(parts, scenes.examiner(), task, "approve", None, None)
    with pytest.raises(RuleViolation, match="task_not_open"):
        worksheet(parts, scenes.examiner(), task)


def test_the_desk_is_told_who_applies_in_full(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    sheet = worksheet(parts, scenes.examiner(), f"{case_id}-examine-1")
    owner = stored(parts, case_id).owner
    known = {"kind": "person", "name": "张三", "number": parts.people.applicant(owner).number}
    assert sheet["applicant"] == known
    assert reading.full(parts, scenes.examiner(), case_id)["desk"]["applicant"] == known


def test_of_who_was_erased_no_name_is_told(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = scenes.accepted(parts)

    def erased(owner: str) -> Applicant:
        raise NotFound("person_not_found")

    monkeypatch.setattr(parts.people, "applicant", erased)
    sheet = worksheet(parts, scenes.examiner(), f"{case_id}-examine-1")
    assert sheet["applicant"] == {"kind": "person", "name": None, "number": None}

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from chalicelib.catalogue.checks.structure import audit_faults, content_faults
from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.guides.guide import guide_for, input_of
from chalicelib.shared.errors import Invalid
from tests.catalogue.samples import content, item

ANSWERS = {"first_time": True, "resided_half_year": True, "ground": "employment", "by_agent": False}
BASE = {"M01", "M02", "M03"}


@pytest.mark.parametrize(
    ("answers", "materials"),
    [
        ({}, BASE | {"M04"}),
        ({"ground": "residence"}, BASE),
        ({"ground": "study"}, BASE | {"M05"}),
        ({"ground": "study", "by_agent": True}, BASE | {"M05", "M06"}),
    ],
)
def test_a_situation_needs_exactly_its_materials(answers: dict[str, Any], materials: set[str]) -> None:
    guide = guide_for(item(), {**ANSWERS, **answers})
    assert {material["code"] for material in guide.materials} == materials
    assert set(guide.required) == materials


def test_every_answer_on_offer_has_a_guide() -> None:
    questions = content()["guide"]["questions"]
    for values in product(*([option["value"] for option in question["options"]] for question in questions)):
        answers = {question["name"]: value for question, value in zip(questions, values, strict=True)}
        guide = guide_for(item(), answers)
        assert set(guide.required) >= BASE
        assert len(guide.decisions) == len(content()["guide"]["tables"])


@pytest.mark.parametrize(("age", "situation"), [(80, "80-89 周岁"), (90, "90-99 周岁"), (100, "100 周岁以上")])
def test_the_allowance_by_age(age: int, situation: str) -> None:
    guide = guide_for(item("old_age_allowance"), {"age": age, "household_in_city": True, "by_agent": False})
    assert (guide.situations, guide.obstacles) == ((situation,), ())


@pytest.mark.parametrize(("age", "in_city"), [(79, True), (79, False), (90, False)])
def test_who_may_not_apply_is_told_why(age: int, in_city: bool) -> None:
    guide = guide_for(item("old_age_allowance"), {"age": age, "household_in_city": in_city, "by_agent": False})
    assert len(guide.obstacles) == 1


def test_the_fee_follows_the_situation() -> None:
    assert guide_for(item(), ANSWERS).fee == {"charged": False, "note": "首次免费"}
    again = guide_for(item(), {**ANSWERS, "first_time": False})
    assert again.fee["charged"] is None
    assert again.notes


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        (
            {},
            {
                ("/answers/first_time", "decision_input_missing"),
                ("/answers/resided_half_year", "decision_input_missing"),
                ("/answers/ground", "decision_input_missing"),
                ("/answers/by_agent", "decision_input_missing"),
            },
        ),
        ({**ANSWERS, "ground": "love"}, {("/answers/ground", "decision_input_not_offered")}),
        ({**ANSWERS, "first_time": "true"}, {("/answers/first_time", "decision_input_type_wrong")}),
        ({**ANSWERS, "a/b": 1}, {("/answers/a~1b", "unknown_field")}),
        (
            {**ANSWERS, "ground": None, "more": 1},
            {("/answers/ground", "decision_input_type_wrong"), ("/answers/more", "unknown_field")},
        ),
    ],
)
def test_every_wrong_answer_is_named(answers: dict[str, Any], faults: set[tuple[str, str]]) -> None:
    with pytest.raises(Invalid, match="decision_inputs_invalid") as refused:
        guide_for(item(), answers)
    assert {(fault.pointer, fault.code) for fault in refused.value.faults} == faults


def test_an_item_without_questions_has_its_whole_list() -> None:
    plain = item(guide={"questions": [], "tables": []})
    assert [material["code"] for material in guide_for(plain, {}).materials] == [
        "M01",
        "M02",
        "M03",
        "M04",
        "M05",
        "M06",
    ]
    assert guide_for(plain, {}).required == ("M01", "M02", "M03")


@pytest.mark.parametrize("name", ["residence_permit", "old_age_allowance"])
def test_the_shipped_items_are_sound(name: str) -> None:
    shipped = content(name)
    assert Content.model_validate(shipped).model_dump(by_alias=True, exclude_unset=True) == shipped
    assert content_faults(shipped) == []
    assert audit_faults(shipped) == []
    assert all(input_of(question) for question in shipped["guide"]["questions"])

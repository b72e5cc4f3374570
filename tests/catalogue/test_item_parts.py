"""What handling a case reads of an item: slots, commitment, special procedures, examination, remedies, results."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue.checks.findings import findings
from chalicelib.catalogue.checks.wording import FAULTS
from chalicelib.catalogue.service import (
    Commitment,
    ExaminationPoint,
    MaterialSlot,
    Remedies,
    Result,
    ServiceItem,
    SpecialProcedure,
)
from tests.catalogue.samples import complete_names, content, item

EVERY = pytest.mark.parametrize("name", complete_names())


def slot(of: ServiceItem, code: str) -> MaterialSlot:
    return next(one for one in of.materials if one.code == code)


@EVERY
def test_the_slots_are_those_of_the_list(name: str) -> None:
    said = content(name)["materials"]
    for one, read in zip(said, item(name).materials, strict=True):
        assert (read.code, read.name, read.required, list(read.accept)) == tuple(
            one[field] for field in ("code", "name", "required", "accept")
        )
        assert (read.may_follow, read.may_declare, read.certificate) == tuple(
            one[field] for field in ("may_follow", "may_declare", "certificate")
        )


def test_a_slot_names_its_basis_in_words() -> None:
    assert slot(item(), "M01").basis == "《居住证暂行条例》(国务院令663号)第十条"
    bare = content()["materials"][0] | {"basis": None}
    assert slot(item(materials=[bare]), "M01").basis is None


@pytest.mark.parametrize(
    ("name", "code", "held_as"),
    [
        ("residence_permit", "M01", "resident_identity"),
        ("food_business_licence", "M02", "business_licence"),
        ("old_age_allowance", "M01", None),  # 居民户口簿: nobody holds it for us
        ("residence_permit", "M02", None),
    ],
)
def test_what_the_city_may_hold_does_instead_of_the_slot_that_names_its_certificate(
    name: str, code: str, held_as: str | None
) -> None:
    assert slot(item(name), code).held_as == held_as


def test_some_shipped_items_are_taken_though_a_material_follows() -> None:
    following = {name: [one.code for one in item(name).materials if one.may_follow] for name in complete_names()}
    assert len([name for name, codes in following.items() if codes]) >= 2
    assert following["food_business_licence"]


def test_a_commitment_stands_instead_of_some_materials_of_more_than_one_shipped_item() -> None:
    committing = [name for name in complete_names() if item(name).commitment]
    assert len(committing) >= 2
    for name in committing:
        assert any(one.may_declare for one in item(name).materials)
    assert item("legal_aid").commitment == Commitment(**content("legal_aid")["commitment"])
    assert item().commitment is None


@pytest.mark.parametrize("name", ["food_business_licence", "nurse_registration", "work_injury_recognition"])
def test_nobody_declares_what_life_and_health_depend_on(name: str) -> None:
    assert item(name).commitment is None


def test_what_may_stop_the_clock_has_its_most_and_its_basis() -> None:
    said = {"kind": "hearing", "name": "听证", "value": 20.0, "unit": "WD", "basis": "B01"}
    basis = "《居住证暂行条例》(国务院令663号)第十条"
    assert item(special_procedures=[said]).special_procedures == (SpecialProcedure("hearing", "听证", 20, "WD", basis),)
    open_ended = item(special_procedures=[said | {"value": None, "basis": None}]).special_procedures
    assert open_ended == (SpecialProcedure("hearing", "听证", None, "WD", None),)


def test_the_desk_finds_what_to_look_at_by_the_material() -> None:
    points = [
        {"material": "M01", "point": "证件有效", "standard": "未过期"},
        {"material": None, "point": "条件", "standard": None},
        {"material": "M01", "point": "姓名一致", "standard": None},
    ]
    assert item(examination=points).examination == {
        "M01": (ExaminationPoint("M01", "证件有效", "未过期"), ExaminationPoint("M01", "姓名一致", None)),
        None: (ExaminationPoint(None, "条件", None),),
    }
    assert item(examination=[]).examination == {}


def test_remedies_and_results_are_read() -> None:
    licence = item("food_business_licence")
    assert licence.remedies == Remedies(**content("food_business_licence")["remedies"])
    assert licence.results[0] == Result(**content("food_business_licence")["results"][0])


def test_a_shipped_process_goes_from_a_clerk_to_an_examiner_within_limits() -> None:
    steps = [node for node in item("legal_aid").process_definition["nodes"].values() if node["kind"] == "step"]
    assert [(step["role"], step["limit"]) for step in steps] == [
        ("clerk", {"value": 2, "unit": "D"}),
        ("examiner", {"value": 3, "unit": "D"}),
    ]


class TestWhatDeclaringNeeds:
    def declaring(self, may_declare: bool, commitment: dict[str, str] | None) -> Any:
        said = content(commitment=commitment)
        said["materials"][1] |= {"may_declare": may_declare}
        return findings(said, ())

    def test_a_material_cannot_be_replaced_by_a_commitment_that_is_not_there(self) -> None:
        (fault,) = self.declaring(True, None).faults
        assert (fault.pointer, fault.code) == ("/content/materials/1/may_declare", "declared_without_commitment")
        assert "本人相片" in FAULTS[fault.code].format_map(fault.params)

    def test_a_commitment_that_replaces_nothing_is_worth_looking_at(self) -> None:
        said = self.declaring(False, {"conditions": "属实", "consequences": "撤销"})
        assert said.faults == ()
        assert "commitment_replaces_nothing" in {fault.code for fault in said.advice}

    def test_a_commitment_and_what_it_replaces_go_together(self) -> None:
        said = self.declaring(True, {"conditions": "属实", "consequences": "撤销"})
        assert said.faults == ()
        assert "commitment_replaces_nothing" not in {fault.code for fault in said.advice}
        assert "commitment_replaces_nothing" not in {fault.code for fault in self.declaring(False, None).advice}

"""The items that are shipped in full: elements, forms, guides and processes that hold together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import jsonschema_rs
import pytest

from chalicelib.cases.work import process
from chalicelib.catalogue.checks.findings import findings
from chalicelib.catalogue.checks.structure import content_faults
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.guides.guide import guide_for
from chalicelib.configuration.catalogue_lists import ORGANISATION_THEMES, PERSON_THEMES, VAGUE_WORDING
from tests.catalogue.samples import complete_names, content, departments, example, item, statutory_rows

EVERY = pytest.mark.parametrize("name", complete_names())
AT = "2026-03-02T09:00:00+08:00"
UNSOURCED = frozenset(
    {
        *("code_origin", "item_type", "legal_regime", "department_name", "level", "applicant_types"),
        *("prerequisites", "handling_type", "appointment", "confidential", "reform", "provenance"),
    }
)
"""They follow from the others, or are the plain default."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def faults(name: str, form: dict[str, Any]) -> set[str]:
    """Where a filled-in form is at fault: fields by their path, "" for the form as a whole."""
    validator = jsonschema_rs.Draft202012Validator(content(name)["form_schema"], validate_formats=True)
    return {"/".join(map(str, error.instance_path)) for error in validator.iter_errors(form)}


def changed(form: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    left = {field: value for field, value in form.items() if field not in said.get("remove", ())}
    return {**left, **said.get("change", {})}


def situations(name: str) -> Iterator[dict[str, Any]]:
    """Every combination of answers; of numbers, those around each bound that a table names."""
    guide = content(name)["guide"]
    cells = [row.get("when", {}) for table in guide["tables"] for row in table["rows"]]
    answers = {
        question["name"]: [option["value"] for option in question["options"]]
        or sorted(
            {bound + step for cell in cells for bound in cell.get(question["name"], {}).values() for step in (-1, 0, 1)}
        )
        for question in guide["questions"]
    }
    for values in product(*answers.values()):
        yield dict(zip(answers, values, strict=True))


def ends(definition: dict[str, Any], progress: process.Progress) -> Iterator[str | None]:
    """The results of every way through a process."""
    if progress.complete:
        yield progress.result
    for task_id, task in progress.tasks.items():
        for outcome in definition["nodes"][task["step"]]["outcomes"]:
            yield from ends(definition, process.apply(definition, progress, task_id, outcome, AT))


def test_there_are_enough_of_them_over_enough_departments() -> None:
    assert len(complete_names()) >= 8
    assert len({content(name)["department"] for name in complete_names()}) >= 8
    assert 3 in {content(name)["least_assurance_level"] for name in complete_names()}


@EVERY
class TestElements:
    def test_nothing_is_left_out_and_the_order_is_that_of_the_elements(self, name: str) -> None:
        said = content(name)
        read = Content.model_validate_json(json.dumps(said))
        again = read.model_dump(by_alias=True, exclude_unset=True, mode="json")
        assert completed(said) == said == again
        assert json.dumps(again) == json.dumps(said)

    def test_the_element_check_finds_nothing(self, name: str) -> None:
        assert content_faults(content(name)) == []
        assert findings(content(name), VAGUE_WORDING).faults == ()

    def test_it_takes_the_place_of_its_statutory_row(self, name: str) -> None:
        said = content(name)
        row = next(row for row in statutory_rows() if row["item_code"] == said["item_code"])
        assert (said["code_origin"], said["department"]) == (row["code_origin"], row["department_code"])
        assert said["statutory_limit"]["value"] == row["legal_limit"]["value"]
        shipped = [material["name"] for material in said["materials"][: len(row["materials"])]]
        assert len(shipped) == len(row["materials"])

    def test_its_department_is_one_of_the_city_s(self, name: str) -> None:
        names = {one["code"]: one["name"] for one in departments()}
        assert names[content(name)["department"]] == content(name)["department_name"]

    def test_people_find_it_by_their_own_words_and_by_a_theme_of_the_city(self, name: str) -> None:
        said = content(name)
        assert said["aliases"]
        assert said["keywords"]
        assert said["themes"]
        assert set(said["themes"]) <= {*PERSON_THEMES, *ORGANISATION_THEMES}

    def test_the_desk_has_a_point_to_look_at_for_whatever_must_be_handed_in(self, name: str) -> None:
        said = content(name)
        looked_at = {point["material"] for point in said["examination"]}
        assert {material["code"] for material in said["materials"] if material["required"]} <= looked_at
        assert said["handbook"]

    def test_every_material_says_where_it_comes_from_and_how_to_fill_it_in(self, name: str) -> None:
        for material in content(name)["materials"]:
            assert material["basis"], material["name"]
            assert material["origin"], material["name"]
            assert material["filling_notes"], material["name"]

    def test_every_part_says_whether_it_is_law_a_guide_or_made_up(self, name: str) -> None:
        said = content(name)
        told = {one["of"].removeprefix("/"): one["origin"] for one in said["provenance"]}
        plain = completed({"item_code": "", "name": "", "item_type": "", "department": ""})
        filled = {part for part, value in said.items() if value != plain.get(part)}
        assert filled - UNSOURCED <= told.keys()
        assert set(told.values()) <= {"statute", "guide", "sample"}
        assert told["form_schema"] == told["guide"] == told["item_code"] == told["places"] == "sample"
        assert told["statutory_limit"] in ("statute", "guide")

    def test_an_address_that_is_made_up_says_so(self, name: str) -> None:
        for place in content(name)["places"]:
            assert "示例" in place["name"]
            assert "示例" in place["address"]


@EVERY
class TestForm:
    def test_a_form_that_is_filled_in_is_taken(self, name: str) -> None:
        assert faults(name, example(name)["form"]) == set()

    def test_a_form_that_lacks_what_it_needs_or_has_more_than_it_knows_is_not(self, name: str) -> None:
        form = example(name)["form"]
        assert faults(name, {**form, "colour": "red"}) == {""}
        for field in content(name)["form_schema"]["required"]:
            assert "" in faults(name, changed(form, {"remove": [field]})), field

    def test_a_fault_is_told_at_its_field(self, name: str) -> None:
        said = example(name)
        assert said["refused"]
        for refused in said["refused"]:
            assert faults(name, changed(said["form"], refused)) == set(refused["fields"]), refused

    def test_every_field_has_a_chinese_title_and_every_option_too(self, name: str) -> None:
        for field, schema in content(name)["form_schema"]["properties"].items():
            assert CHINESE.search(schema["title"]), field
            for offering in (schema, schema.get("items", {})):
                assert set(offering.get("enum", ())) == set(offering.get("x-titles", ())), field

    def test_a_rule_that_can_be_broken_has_a_hint(self, name: str) -> None:
        for field, schema in content(name)["form_schema"]["properties"].items():
            rules = schema.keys() & {"pattern", "enum", "const", "format", "minItems", "minimum", "maximum"}
            assert rules <= schema.get("x-error-hints", {}).keys(), field


@EVERY
class TestGuide:
    def test_whoever_may_have_it_is_told_so(self, name: str) -> None:
        guide = guide_for(item(name), example(name)["answers"])
        assert guide.obstacles == ()
        assert guide.situations
        assert guide.required

    def test_every_situation_has_a_guide_and_every_material_is_needed_in_one(self, name: str) -> None:
        needed: set[str] = set()
        refused = 0
        for answers in situations(name):
            guide = guide_for(item(name), answers)
            assert len(guide.decisions) == len(content(name)["guide"]["tables"])
            refused += bool(guide.obstacles)
            needed |= set(guide.required) if not guide.obstacles else set()
        assert needed == {material["code"] for material in content(name)["materials"]}
        assert refused


@EVERY
class TestProcess:
    def test_it_can_end_in_a_grant_and_in_a_refusal(self, name: str) -> None:
        definition = item(name).process_definition
        assert {"approve", "reject"} == set(ends(definition, process.start(definition, AT)))

    def test_its_steps_take_no_longer_than_was_promised(self, name: str) -> None:
        said = content(name)
        limit = said["committed_limit"] or said["statutory_limit"]
        steps = [node for node in said["process"]["nodes"].values() if node["kind"] == "step"]
        limits = [step["limit"] for step in steps if "limit" in step]
        if limit["stages"]:
            assert [(one["value"], one["unit"]) for one in limit["stages"]] == [(o["value"], o["unit"]) for o in limits]
        elif {one["unit"] for one in limits} == {limit["unit"]}:
            assert sum(one["value"] for one in limits) <= limit["value"]

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.imports.quarantine import quarantine
from chalicelib.catalogue.imports.rows import content_of
from tests.catalogue.samples import row, statutory_rows

CODE = row()["item_code"]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"item_code": None}, "item_code", "missing"),
        ({"item_code": ""}, "item_code", "missing"),
        ({"item_code": 31}, "item_code", "wrong_pattern"),
        ({"item_code": "a/b"}, "item_code", "wrong_pattern"),
        ({"item_code": "１" * 31}, "item_code", "wrong_pattern"),
        ({"item_code": "x" * 65}, "item_code", "wrong_pattern"),
        ({"item_code": "0" + CODE[1:]}, "item_code", "credit_code_invalid"),
        ({"item_code": CODE[:17] + "I" + CODE[18:]}, "item_code", "credit_code_invalid"),
        ({"name": None}, "name", "missing"),
        ({"name": "   "}, "name", "missing"),
        ({"name": 5}, "name", "wrong_type"),
        ({"name": "名" * 201}, "name", "too_long"),
        ({"department_code": "公安"}, "department_code", "wrong_pattern"),
        ({"item_type": "行政检查"}, "item_type", "unknown"),
        ({"item_type": ["行政许可"]}, "item_type", "unknown"),
        ({"item_type": None}, "item_type", "missing"),
        ({"applicant": "法人/外星人"}, "applicant", "unknown"),
        ({"applicant": "法人/法人"}, "applicant", "unknown"),
        ({"divisions": []}, "divisions", "missing"),
        ({"divisions": ["5301"]}, "divisions", "wrong_pattern"),
        ({"legal_limit": None}, "legal_limit", "missing"),
        ({"legal_limit": {"value": 7, "unit": "日"}}, "legal_limit", "unit_unknown"),
        ({"legal_limit": {"value": -1, "unit": "D"}}, "legal_limit", "value_wrong"),
        ({"legal_limit": {"value": True, "unit": "D"}}, "legal_limit", "value_wrong"),
        ({"legal_limit": {"value": None, "unit": "D"}}, "legal_limit", "value_wrong"),
        ({"legal_limit": {"value": 7, "unit": "D", "stages": []}}, "legal_limit", "stages_wrong"),
        ({"legal_limit": {"value": 7, "unit": "D", "stages": ["5"]}}, "legal_limit", "stages_wrong"),
        ({"legal_limit": {"value": 7, "unit": "D", "extension": {"value": 3}}}, "legal_limit", "extension_wrong"),
        (
            {"legal_limit": {"value": 7, "unit": "D", "extension": {"value": 3, "mode": "D_ADD", "of": 1}}},
            "legal_limit",
            "extension_wrong",
        ),
        ({"legal_limit": {"value": 7, "unit": "D", "rolls": "no"}}, "legal_limit", "rolls_wrong"),
        ({"legal_limit": {"value": 7, "unit": "D", "more": 1}}, "legal_limit", "unknown_field"),
        ({"promised_limit": {"value": 7, "unit": "日"}}, "promised_limit", "unit_unknown"),
        ({"materials": None}, "materials", "missing"),
        ({"materials": {}}, "materials", "wrong_type"),
        ({"materials": [{"name": "", "required": True}]}, "materials", "material_wrong"),
        ({"materials": [{"name": "申请表", "required": "yes"}]}, "materials", "material_wrong"),
        ({"legal_basis": ""}, "legal_basis", "missing"),
        ({"fee": 20}, "fee", "wrong_type"),
        ({"code_origin": "invented"}, "code_origin", "unknown"),
    ],
)
def test_a_row_is_set_aside_with_its_field_and_reason(changes: dict[str, Any], field: str, reason: str) -> None:
    assert quarantine(row(**changes)) == [(field, reason)]


def test_every_reason_is_told_at_once() -> None:
    assert quarantine(row(name="", item_type="?", legal_limit=None)) == [
        ("name", "missing"),
        ("item_type", "unknown"),
        ("legal_limit", "missing"),
    ]


@pytest.mark.parametrize("value", [None, 1, "row", [], ["item_code"]])
def test_what_is_no_row_is_set_aside(value: object) -> None:
    assert quarantine(value) == [("", "not_an_object")]


def test_codes_of_other_lengths_are_taken_as_they_are() -> None:
    assert quarantine(row(item_code="512C0053300008-511602000000-000-115113010833722043-1-00")) == []


def test_every_shipped_row_is_clean_and_gives_a_content_that_may_be_drafted() -> None:
    for source in statutory_rows():
        assert quarantine(source) == [], source["id"]
        content = content_of(source)
        assert Content.model_validate(content).model_dump(by_alias=True) == content


json_values = st.none() | st.booleans() | st.integers(-5, 5000) | st.text(max_size=3) | st.just([]) | st.just({})


@given(st.sampled_from(sorted(row())), json_values)
def test_a_clean_row_always_gives_a_content_that_may_be_drafted(field: str, value: Any) -> None:
    changed = row(**{field: value})
    assert quarantine(changed) or Content.model_validate(content_of(changed))

"""What is shipped: codes that hold together, divisions that form a tree, forms that take what they should."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema_rs
import pytest

from chalicelib.catalogue.elements.codes import credit_code_of, parent_of
from chalicelib.catalogue.elements.item_types import TYPE_BY_TITLE
from chalicelib.shared.credit_code import is_credit_code
from chalicelib.shared.divisions import contains
from tests.catalogue.samples import FIXTURES, content, departments, division_rows, statutory_rows

PERMIT: dict[str, Any] = {
    "residence_division": "530102000000",
    "residence_address": "翠湖西路1号院2栋3单元401",
    "residence_kind": "rented",
    "resided_since": "2025-03-01",
    "ground": "employment",
    "employer_name": "某某科技有限公司",
    "phone": "13800138000",
    "declaration": True,
}
ALLOWANCE: dict[str, Any] = {
    "household_division": "530102000000",
    "residence_address": "翠湖西路1号院2栋3单元401",
    "already_receiving": False,
    "bank_name": "某某银行",
    "bank_account": "6222000000000000000",
    "phone": "13800138000",
    "declaration": True,
}


def faults(name: str, form: dict[str, Any]) -> set[str]:
    validator = jsonschema_rs.Draft202012Validator(content(name)["form_schema"], validate_formats=True)
    return {
        "/".join(map(str, error.instance_path)) or str(error.schema_path[-1]) for error in validator.iter_errors(form)
    }


def test_the_statutory_items_are_as_many_as_the_source_has() -> None:
    rows = statutory_rows()
    assert len(rows) == len({row["id"] for row in rows}) == len({row["item_code"] for row in rows}) == 72


@pytest.mark.parametrize("row", statutory_rows(), ids=lambda row: row["id"])
def test_a_synthetic_code_is_put_together_as_a_real_one_and_marked(row: dict[str, Any]) -> None:
    code = row["item_code"]
    department = next(one for one in departments() if one["code"] == row["department_code"])
    assert (row["code_origin"], department["code_origin"]) == ("synthetic", "synthetic")
    assert row["department"] in department["source_names"]
    assert credit_code_of(code) == department["uscc"]
    assert is_credit_code(department["uscc"])
    assert department["uscc"].startswith("11530100")
    assert re.fullmatch(r"[1-7](00|53)\d{10}", code[18:])
    assert code[21:23] == TYPE_BY_TITLE[row["item_type"]].code
    assert code[23:25] == row["department_code"]


def test_divisions_form_a_tree() -> None:
    rows = division_rows("yunnan_L1-L4.csv") + division_rows("kunming_L5.csv")
    levels = {row["code12"]: int(row["level"]) for row in rows}
    assert len(levels) == len(rows)
    for row in rows:
        if row["parent12"]:
            assert contains(row["parent12"], row["code12"]), row
            assert row["parent12"] == parent_of(row["code12"]), row
            assert levels[row["parent12"]] == int(row["level"]) - 1, row
    assert (FIXTURES / "divisions" / "NOTICE").read_text().startswith("Division codes")


@pytest.mark.parametrize("name", ["residence_permit", "old_age_allowance"])
def test_every_field_of_a_form_has_a_chinese_title(name: str) -> None:
    for field, schema in content(name)["form_schema"]["properties"].items():
        assert re.search(r"[\u4e00-\u9fff]", schema["title"]), field
        if "enum" in schema:
            assert set(schema["enum"]) == set(schema["x-titles"]), field


@pytest.mark.parametrize(("name", "form"), [("residence_permit", PERMIT), ("old_age_allowance", ALLOWANCE)])
def test_a_form_that_is_filled_in_is_taken(name: str, form: dict[str, Any]) -> None:
    assert faults(name, form) == set()
    assert faults(name, {**form, "colour": "red"}) == {"additionalProperties"}
    assert faults(name, {}) == {"required"}


@pytest.mark.parametrize(
    ("name", "form", "changes", "field"),
    [
        ("residence_permit", PERMIT, {"residence_division": "110101000000"}, "residence_division"),
        ("residence_permit", PERMIT, {"residence_address": "1号"}, "residence_address"),
        ("residence_permit", PERMIT, {"resided_since": "2025-02-30"}, "resided_since"),
        ("residence_permit", PERMIT, {"resided_since": "今年"}, "resided_since"),
        ("residence_permit", PERMIT, {"phone": "0871-65131234"}, "phone"),
        ("residence_permit", PERMIT, {"phone": "１３８００１３８０００"}, "phone"),
        ("residence_permit", PERMIT, {"declaration": False}, "declaration"),
        ("residence_permit", PERMIT, {"ground": "study"}, "required"),
        ("old_age_allowance", ALLOWANCE, {"bank_account": "6222 0000 0000 0000"}, "bank_account"),
        ("old_age_allowance", ALLOWANCE, {"already_receiving": "否"}, "already_receiving"),
    ],
)
def test_a_form_with_a_fault_names_its_field(
    name: str, form: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    assert faults(name, {**form, **changes}) == {field}


def test_what_is_invented_is_marked() -> None:
    for name in ("residence_permit", "old_age_allowance"):
        told = {one["of"]: one["origin"] for one in content(name)["provenance"]}
        assert told["/form_schema"] == told["/guide"] == told["/item_code"] == "sample"
        assert told["/statutory_limit"] in ("statute", "guide")
    assert "synthetic" in json.loads((FIXTURES / "departments.json").read_text())["_meta"]["note"]

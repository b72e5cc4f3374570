"""A form's faults: all at once, by pointer and code, in the words that the form's author chose."""

from __future__ import annotations

import json

from chalicelib.cases.intake.forms import faults
from chalicelib.shared.errors import Invalid
from chalicelib.shared.problem import problem

SCHEMA = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": ["phone", "since"],
        "properties": {
            "phone": {"type": "string", "title": "联系电话", "pattern": "^1[0-9]{10}$",
                      "x-error-hints": {"pattern": "请填写 11 位手机号码"}},
            "since": {"type": "string", "format": "date", "title": "居住起始日期"},
            "a/b~c": {"type": "string", "maxLength": 2, "title": "特殊"},
            "members": {"type": "array", "minItems": 1, "items": {
                "type": "object", "required": ["name"], "properties": {"name": {"type": "string", "title": "姓名"}}}},
        },
        "if": {"properties": {"phone": {"const": "13800000000"}}, "required": ["phone"]},
        "then": {"required": ["members"]},
    }
)  # fmt: skip


def test_what_is_wrong_and_what_is_lacking_are_told_apart_and_all_at_once() -> None:
    form = {"phone": "12", "a/b~c": "长长长", "members": [{}, {"name": 1}], "extra": 1}
    wrong, lacking = faults(SCHEMA, form)
    assert {(fault.pointer, fault.code) for fault in wrong} == {
        ("/phone", "wrong_pattern"),
        ("/a~1b~0c", "too_long"),
        ("/members/1/name", "wrong_type"),
        ("/extra", "unknown_field"),
    }
    assert {(fault.pointer, fault.code) for fault in lacking} == {
        ("/since", "required"),
        ("/members/0/name", "required"),
    }


def test_conditions_of_the_form_are_kept() -> None:
    assert [fault.pointer for fault in faults(SCHEMA, {"phone": "13800000000", "since": "2026-01-31"})[1]] == [
        "/members"
    ]


def test_a_day_that_does_not_exist_is_not_a_date() -> None:
    [fault] = faults(SCHEMA, {"phone": "13900000000", "since": "2026-02-30"})[0]
    assert (fault.pointer, fault.code) == ("/since", "not_a_date")


def test_the_applicant_reads_the_fields_title_and_the_authors_hint() -> None:
    wrong, lacking = faults(SCHEMA, {"phone": "12"})
    document = problem(Invalid("form_invalid", faults=[*wrong, *lacking]), 422, "r", "cases")
    assert [error["detail"] for error in document["errors"]] == [
        "联系电话:请填写 11 位手机号码",
        "居住起始日期:此项必填。",
    ]

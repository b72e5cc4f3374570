"""The element check: every part of a content against the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.cases.intake.instant import HELD, held_facts
from chalicelib.cases.ports import Applicant
from chalicelib.catalogue.checks.approval import HELD_FACTS, HELD_VALUES, approval_faults
from chalicelib.catalogue.checks.structure import audit_faults, content_faults
from chalicelib.catalogue.messages import FAULTS
from chalicelib.shared.messages import FAULTS as SHARED_FAULTS
from tests.catalogue.samples import content

LICENCE = {"item_type": "administrative_licence", "legal_regime": "licensing_law"}
STEP = {"kind": "step", "name": "审查", "role": "examiner", "outcomes": ["approve", "reject"]}


def put(path: str, value: Any, **changes: Any) -> dict[str, Any]:
    """A residence permit with one place replaced."""
    return replaced(content(**changes), path, value)


def allowance(path: str, value: Any) -> dict[str, Any]:
    """An old age allowance with one place replaced."""
    return replaced(content("old_age_allowance"), path, value)


def replaced(found: Any, path: str, value: Any) -> dict[str, Any]:
    """The content with one place replaced, or with one more entry at the end of a list."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    at = found
    for step in way:
        at = at[step]
    if isinstance(at, list) and last == len(at):
        at.append(value)
    else:
        at[last] = value
    return dict(found)


def process(flows: list[dict[str, Any]], **nodes: Any) -> dict[str, Any]:
    return content(process={"nodes": {"start": {"kind": "start"}, "end": {"kind": "end"}, **nodes}, "flows": flows})


def flow(from_: str, to: str, *on: str) -> dict[str, Any]:
    return {"from": from_, "to": to, **({"on": list(on)} if on else {})}


TABLE = "guide/tables/0"
WRONG = [
    (put("legal_regime", "licensing_law"), "/content/legal_regime", "regime_wrong"),
    (content(**LICENCE), "/content/statutory_limit", "licence_counts_working_days"),
    (put("materials/1/code", "M01"), "/content/materials/1/code", "name_repeated"),
    (put("guide/questions/1/name", "first_time"), "/content/guide/questions/1/name", "name_repeated"),
    (put("guide/questions/0/options/0/value", "yes"), "/content/guide/questions/0/options", "option_type_wrong"),
    (put(f"{TABLE}/hit_policy", "ANY"), f"/content/{TABLE}/hit_policy", "hit_policy_unknown"),
    (put(f"{TABLE}/inputs/0/name", "colour"), f"/content/{TABLE}/rows/0/when/ground", "cell_input_unknown"),
    (put(f"{TABLE}/inputs/0/values", ["employment"]), f"/content/{TABLE}/inputs/0", "table_input_not_asked"),
    (put(f"{TABLE}/rows/0/then", {"run": "x"}), f"/content/{TABLE}/rows/0/then/run", "unknown_field"),
    (
        put(f"{TABLE}/rows/0/then", {"materials": {"M99": "required"}}),
        f"/content/{TABLE}/rows/0/then/materials/M99",
        "material_unknown",
    ),
    (
        put(f"{TABLE}/rows/0/then", {"materials": {"M01": "maybe"}}),
        f"/content/{TABLE}/rows/0/then/materials/M01",
        "not_an_option",
    ),
    (
        put(f"{TABLE}/rows/0/then", {"materials": ["M01"]}),
        f"/content/{TABLE}/rows/0/then/materials",
        "wrong_type",
    ),
    (put(f"{TABLE}/rows/0/then", {"notes": "x"}), f"/content/{TABLE}/rows/0/then/notes", "wrong_type"),
    (put(f"{TABLE}/rows/0/then", {"fee": "免费"}), f"/content/{TABLE}/rows/0/then/fee", "wrong_type"),
    (
        put(f"{TABLE}/rows/0/then", {"fee": {"charged": [], "note": None}}),
        f"/content/{TABLE}/rows/0/then/fee",
        "wrong_type",
    ),
    (
        put(f"{TABLE}/rows/0/then", {"fee": {"charged": True, "note": 5}}),
        f"/content/{TABLE}/rows/0/then/fee",
        "wrong_type",
    ),
    (put(f"{TABLE}/rows/0/then", {"situation": 1}), f"/content/{TABLE}/rows/0/then/situation", "wrong_type"),
    (put("form_schema/type", "array"), "/content/form_schema/type", "form_not_object"),
    (
        put("form_schema/$schema", "http://json-schema.org/draft-07/schema#"),
        "/content/form_schema/$schema",
        "form_dialect_wrong",
    ),
    (put("form_schema/$ref", "http://127.0.0.1/x"), "/content/form_schema", "form_reference_outside"),
    (put("form_schema/$id", "http://127.0.0.1/x"), "/content/form_schema", "form_reference_outside"),
    (
        put("form_schema/properties/phone/pattern", "("),
        "/content/form_schema/properties/phone/pattern",
        "form_schema_wrong",
    ),
    (
        put("form_schema/properties/phone/type", "text"),
        "/content/form_schema/properties/phone/type",
        "form_schema_wrong",
    ),
    (put("form_schema/properties/extra", True), "/content/form_schema/properties/extra", "form_field_not_object"),
    (
        put("form_schema/properties/extra", {"type": "array", "items": True}),
        "/content/form_schema/properties/extra/items",
        "form_field_not_object",
    ),
    (put("form_schema/required", ["phone", "fax"]), "/content/form_schema/required/1", "form_field_undeclared"),
    (
        put("form_schema/allOf", [{"then": {"required": ["fax"]}}]),
        "/content/form_schema/allOf/0/then/required/0",
        "form_field_undeclared",
    ),
    (
        put("form_schema/properties/phone/x-error-hints", "请填写"),
        "/content/form_schema/properties/phone/x-error-hints",
        "form_words_wrong",
    ),
    (
        put("form_schema/properties/phone/x-titles", {"a": 1}),
        "/content/form_schema/properties/phone/x-titles",
        "form_words_wrong",
    ),
    (process([flow("start", "end")], other={"kind": "start"}), "/content/process/nodes", "process_start_wrong"),
    (
        process([flow("start", "a"), flow("a", "end")], a={"kind": "step", "name": "审查"}),
        "/content/process/nodes/a/role",
        "required",
    ),
    (
        process([flow("start", "a"), flow("a", "end")], a={**STEP, "outcomes": ["pass", "fail"]}),
        "/content/process/flows",
        "process_never_approves",
    ),
    (
        process([flow("start", "decide"), flow("decide", "end")], decide=STEP),
        "/content/process/nodes/decide",
        "process_step_reserved",
    ),
    (process([flow("start", "nowhere")]), "/content/process/flows/0/to", "process_node_unknown"),
    (
        process([flow("start", "a"), flow("a", "end", "later")], a=STEP),
        "/content/process/flows/1/on",
        "process_outcome_unknown",
    ),
    (process([flow("start", "end"), flow("end", "start")]), "/content/process/nodes/end", "process_end_left"),
    (
        process([flow("start", "a"), flow("a", "end", "approve")], a=STEP),
        "/content/process/nodes/a",
        "process_way_out_wrong",
    ),
    (
        process([flow("start", "a"), flow("a", "end"), flow("a", "a", "approve")], a=STEP),
        "/content/process/flows",
        "process_circle",
    ),
    (
        process([flow("start", "end"), flow("a", "end")], a=STEP),
        "/content/process/nodes/a",
        "process_node_unreached",
    ),
    (
        content("old_age_allowance", instant_approval={"hit_policy": "ANY"}),
        "/content/instant_approval/hit_policy",
        "hit_policy_unknown",
    ),
    (
        allowance("instant_approval/rows/0/then/grade", 1.5),
        "/content/instant_approval/rows/0/then",
        "approval_result_fraction",
    ),
    (
        allowance("instant_approval/rows/0/then/notes", [{"a": 0.1}]),
        "/content/instant_approval/rows/0/then",
        "approval_result_fraction",
    ),
    (
        allowance("form_schema/properties/household_division/enum/15", "540000000000"),
        "/content/instant_approval/inputs/1/values",
        "approval_input_value_missing",
    ),
    (
        allowance("form_schema/properties/household_division", {"type": "string"}),
        "/content/instant_approval/inputs/1/values",
        "approval_input_value_missing",
    ),
    (
        allowance("instant_approval/inputs/2/values", [True]),
        "/content/instant_approval/inputs/2/values",
        "approval_input_value_missing",
    ),
    (
        allowance("form_schema/properties/already_receiving/type", "string"),
        "/content/instant_approval/inputs/2/type",
        "approval_input_type_differs",
    ),
    (
        allowance("form_schema/properties/already_receiving/type", ["boolean", "null"]),
        "/content/instant_approval/inputs/2/type",
        "approval_input_type_differs",
    ),
    (allowance("form_schema", None), "/content/instant_approval/inputs/1/name", "approval_input_unknown"),
    (
        allowance("instant_approval/inputs/0/values", [80]),
        "/content/instant_approval/inputs/0",
        "approval_fact_wrong",
    ),
]


@pytest.mark.parametrize(("wrong", "pointer", "code"), WRONG)
def test_a_fault_has_its_pointer_and_wording(wrong: dict[str, Any], pointer: str, code: str) -> None:
    assert (pointer, code) in {(fault.pointer, fault.code) for fault in content_faults(wrong)}
    assert code in FAULTS or code in SHARED_FAULTS


def test_instant_approval_only_grants_or_leaves_to_people() -> None:
    wrong = content("old_age_allowance")
    wrong["instant_approval"]["rows"][0]["then"] = {"result": "refuse"}
    assert [fault.code for fault in content_faults(wrong)] == ["approval_result_wrong"]


def test_a_licence_in_working_days_is_in_order() -> None:
    limit = {"value": 20, "unit": "WD", "stages": [], "extension": None, "notes": None, "source": None}
    assert content_faults(content(**LICENCE, statutory_limit=limit)) == []


def test_a_local_reference_in_a_form_is_in_order() -> None:
    form = {"type": "object", "$defs": {"a": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/a"}}}
    assert content_faults(content(form_schema=form)) == []


def test_a_branch_may_require_and_rule_out_what_the_form_declares() -> None:
    form = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "if": {"required": ["a"]},
        "then": {"required": ["b"], "properties": {"b": {"minLength": 1}}},
        "else": {"properties": {"b": False}},
    }
    found = [(fault.pointer, fault.code) for fault in content_faults(content(form_schema=form))]
    assert found == []


def test_the_facts_that_a_table_may_use_are_those_that_the_city_holds() -> None:
    assert HELD_FACTS.keys() == HELD
    person = Applicant("P1", "salt", "张三", "11010519491231002X")
    company = Applicant("P2", "salt", "翠湖科技有限公司", "91350100M000100Y43", natural=False)
    known: dict[str, Any] = {**held_facts(company, 2, date(2026, 11, 21)), **held_facts(person, 2, date(2026, 11, 21))}
    assert known.keys() | {"declared"} == HELD
    assert all(known[name] in values for name, values in HELD_VALUES.items() if name in known)


@pytest.mark.parametrize(
    ("values", "codes"),
    [(["female", "male"], []), (["female", "male", "other"], []), (["female"], ["approval_fact_wrong"])],
)
def test_a_table_that_lists_values_of_a_held_fact_lists_them_all(values: list[str], codes: list[str]) -> None:
    column = {"name": "sex", "title": "性别", "type": "string", "values": values}
    table = {"title": "表", "hit_policy": "FIRST", "inputs": [column]}
    found = approval_faults({**table, "rows": [{"id": "all", "then": {"result": "leave_to_people"}}]}, None, "")
    assert [fault.code for fault in found] == codes


def test_gaps_and_overlaps_are_found_at_audit() -> None:
    holey = put(f"{TABLE}/rows", content()["guide"]["tables"][0]["rows"][:2])
    assert content_faults(holey) == []
    assert [(fault.pointer, fault.code) for fault in audit_faults(holey)] == [(f"/content/{TABLE}", "table_gap")]
    double = put(f"{TABLE}/rows/0/when", {"ground": {"in": ["employment", "study"]}})
    assert [fault.code for fault in audit_faults(double)] == ["table_overlap"]
    shortened = content("old_age_allowance")
    del shortened["instant_approval"]["rows"][3]
    assert {fault.pointer for fault in audit_faults(shortened)} == {"/content/instant_approval"}


SOUND_FORMS: list[dict[str, Any]] = [
    {
        "type": "object",
        "properties": {"addr": {"type": "object", "properties": {"street": {"type": "string"}}}},
        "if": {"required": ["addr"]},
        "then": {"properties": {"addr": {"required": ["street"]}}},
    },
    {
        "type": "object",
        "$defs": {"p": {"properties": {"x": {"type": "string"}}}},
        "allOf": [{"$ref": "#/$defs/p"}],
        "required": ["x"],
    },
]


@pytest.mark.parametrize("schema", SOUND_FORMS, ids=["nested condition", "declared elsewhere"])
def test_a_sound_form_is_not_refused(schema: dict[str, Any]) -> None:
    changed = {**content(), "form_schema": schema}
    assert not [fault for fault in content_faults(changed) if fault.pointer.startswith("/content/form_schema")]


@pytest.mark.parametrize("enum", [5, None, {}])
def test_a_wrong_form_is_told_as_such_though_a_table_leans_on_it(enum: object) -> None:
    changed = content("old_age_allowance")
    properties = {**changed["form_schema"]["properties"], "household_division": {"type": "string", "enum": enum}}
    changed["form_schema"] = {**changed["form_schema"], "properties": properties}
    assert "form_schema_wrong" in {fault.code for fault in content_faults(changed)}

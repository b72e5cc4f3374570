from __future__ import annotations

import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.decision_tables import audit as audit_module
from chalicelib.decision_tables.audit import audit
from chalicelib.decision_tables.evaluation import decide
from chalicelib.decision_tables.tables import read_table
from chalicelib.shared.errors import Invalid, RuleViolation

from .tables import AGES, inputs_of, tables


def without(row: str) -> dict[str, Any]:
    return {**AGES, "rows": [one for one in AGES["rows"] if one["id"] != row]}


def test_a_complete_table_is_sound() -> None:
    assert audit(read_table(AGES)).sound


def test_a_gap_is_shown_by_an_example() -> None:
    found = audit(read_table(without("old_elsewhere")))
    assert found.gaps == ({"age": 80, "resident": False},)


def test_an_input_that_does_not_matter_is_left_out_of_the_example() -> None:
    assert audit(read_table(without("young"))).gaps == ({"age": 79},)


def test_numbers_between_two_bounds_are_not_forgotten() -> None:
    table = deepcopy(AGES)
    table["rows"][0]["when"] = {"age": {"le": 79}}
    assert audit(read_table(table)).gaps == ({"age": 79.5},)


def test_an_overlap_names_its_rows() -> None:
    table = deepcopy(AGES)
    table["rows"][0]["when"] = {"age": {"le": 80}}
    overlaps = audit(read_table(table)).overlaps
    assert {overlap.rows for overlap in overlaps} == {("young", "old"), ("young", "old_elsewhere")}
    assert all(overlap.example["age"] == 80 for overlap in overlaps)


def test_a_row_that_contradicts_itself_or_comes_too_late_is_unreachable() -> None:
    table = deepcopy(AGES)
    table["rows"].append({"id": "never", "when": {"age": {"gt": 5, "lt": 3}}, "then": {}})
    assert audit(read_table(table)).unreachable == ("never",)
    late = {**AGES, "hit_policy": "FIRST", "rows": [{"id": "all", "then": {}}, *AGES["rows"]]}
    assert audit(read_table(late)).unreachable == ("young", "old", "old_elsewhere")


def test_declared_values_close_the_column() -> None:
    rows = [{"id": v, "when": {"x": {"is": v}}, "then": {}} for v in ("a", "b")]
    open_column = {"hit_policy": "UNIQUE", "inputs": [{"name": "x", "type": "string"}], "rows": rows}
    assert audit(read_table(open_column)).gaps == ({"x": "other"},)
    closed = {**open_column, "inputs": [{"name": "x", "type": "string", "values": ["a", "b"]}]}
    assert audit(read_table(closed)).sound


def test_neighbouring_days_and_the_ends_of_the_calendar() -> None:
    rows = [
        {"id": "before", "when": {"on": {"lt": "2025-09-01"}}, "then": {}},
        {"id": "after", "when": {"on": {"gt": "2025-09-01"}}, "then": {}},
    ]
    table = {"hit_policy": "UNIQUE", "inputs": [{"name": "on", "type": "date"}], "rows": rows}
    assert audit(read_table(table)).gaps == ({"on": "2025-09-01"},)
    rows[0]["when"] = {"on": {"le": "9999-12-31"}}
    rows[1]["when"] = {"on": {"lt": "0001-01-01"}}
    assert audit(read_table(table)).unreachable == ("after",)


def test_many_columns_are_walked_quickly_and_a_hopeless_table_is_refused() -> None:
    inputs = [{"name": f"b{n}", "type": "boolean"} for n in range(20)]
    rows = [{"id": f"r{n}", "when": {f"b{n}": {"is": True}}, "then": {}} for n in range(20)]
    first = {"hit_policy": "FIRST", "inputs": inputs, "rows": rows}
    assert len(audit(read_table(first)).gaps) == 1
    found = audit(read_table({**first, "hit_policy": "UNIQUE"}))
    assert len(found.overlaps) == audit_module.MAX_REPORTED
    assert not found.unreachable


def test_a_table_too_large_to_be_walked_is_refused_within_seconds() -> None:
    inputs = [{"name": f"n{at}", "type": "number"} for at in range(20)]
    cells = [{f"n{at}": {"ge": (row * 7919 + at * 104729) % 10_007} for at in range(20)} for row in range(499)]
    rows = [{"id": f"r{at}", "when": when, "then": {}} for at, when in enumerate([*cells, {}])]
    began = time.process_time()
    with pytest.raises(Invalid, match="table_too_complex"):
        audit(read_table({"hit_policy": "FIRST", "inputs": inputs, "rows": rows}))
    assert time.process_time() - began < 5


def test_long_lists_of_many_rows_are_walked_within_seconds() -> None:
    listed = [[(row * 90 + at) * 7 % 40_009 for at in range(90)] for row in range(499)]
    rows = [{"id": f"r{at}", "when": {"x": {"in": values}}, "then": {}} for at, values in enumerate(listed)]
    table = {
        "hit_policy": "FIRST",
        "inputs": [{"name": "x", "type": "number"}],
        "rows": [*rows, {"id": "z", "then": {}}],
    }
    began = time.process_time()
    assert not audit(read_table(table)).gaps
    assert time.process_time() - began < 5


@settings(deadline=None)
@given(st.data())
def test_what_the_audit_calls_sound_always_decides(data: st.DataObject) -> None:
    document = data.draw(tables())
    table, inputs = read_table(document), data.draw(inputs_of(document))
    found = audit(table)
    try:
        undecided = decide(table, inputs).row is None
    except RuleViolation:
        assert found.overlaps
    else:
        assert not undecided or found.gaps


@settings(deadline=None)
@given(tables())
def test_every_finding_can_be_shown(document: dict[str, Any]) -> None:
    table = read_table(document)
    found = audit(table)
    anything = {"number": 0, "string": "a", "boolean": True, "date": "2026-01-01"}
    rest = {
        column["name"]: column["values"][0] if "values" in column else anything[column["type"]]
        for column in document["inputs"]
    }
    for gap in found.gaps:
        assert decide(table, {**rest, **gap}).row is None
    for overlap in found.overlaps:
        with pytest.raises(RuleViolation):
            decide(table, {**rest, **overlap.example})

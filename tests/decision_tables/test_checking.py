from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.decision_tables.audit import audit
from chalicelib.decision_tables.checking import MAX_INPUTS, MAX_ROWS, table_faults
from chalicelib.decision_tables.messages import FAULTS
from chalicelib.decision_tables.tables import read_table
from chalicelib.shared.messages import FAULTS as SHARED_FAULTS

from .tables import AGES, tables


def put(path: str, value: Any) -> dict[str, Any]:
    """AGES with one place replaced."""
    table: Any = deepcopy(AGES)
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    at = table
    for step in way:
        at = at[step]
    at[last] = value
    return dict(table)


@pytest.mark.parametrize(
    ("table", "pointer", "code"),
    [
        (put("hit_policy", "ANY"), "/t/hit_policy", "hit_policy_unknown"),
        (put("hit_policy", None), "/t/hit_policy", "hit_policy_unknown"),
        (put("script", "import os"), "/t/script", "unknown_field"),
        (put("inputs", []), "/t/inputs", "table_list_wrong"),
        (put("inputs", {"age": "number"}), "/t/inputs", "table_list_wrong"),
        (put("inputs", AGES["inputs"] * (MAX_INPUTS + 1)), "/t/inputs", "table_list_wrong"),
        (put("inputs/0", "age"), "/t/inputs/0", "table_not_object"),
        (put("inputs/0/name", "Age!"), "/t/inputs/0/name", "table_name_wrong"),
        (put("inputs/0/type", "money"), "/t/inputs/0/type", "input_type_unknown"),
        (put("inputs/0/values", [1, 1]), "/t/inputs/0/values", "cell_list_wrong"),
        (put("inputs/0/values", ["1"]), "/t/inputs/0/values", "cell_list_wrong"),
        (put("inputs/1/name", "age"), "/t/inputs/1/name", "table_name_repeated"),
        (put("rows", AGES["rows"] * MAX_ROWS), "/t/rows", "table_list_wrong"),
        (put("rows/0", []), "/t/rows/0", "table_not_object"),
        (put("rows/0/id", ""), "/t/rows/0/id", "table_name_wrong"),
        (put("rows/0/id", "old"), "/t/rows/1/id", "table_name_repeated"),
        (put("rows/0/then", "grant"), "/t/rows/0/then", "table_not_object"),
        (put("rows/0/when", []), "/t/rows/0/when", "table_not_object"),
        (put("rows/0/when", {"a/b": {"is": 1}}), "/t/rows/0/when/a~1b", "cell_input_unknown"),
        (put("rows/0/when/age", "< 80"), "/t/rows/0/when/age", "cell_not_tests"),
        (put("rows/0/when/age", {}), "/t/rows/0/when/age", "cell_not_tests"),
        (put("rows/0/when/age", {"eval": "1"}), "/t/rows/0/when/age/eval", "cell_test_unknown"),
        (put("rows/0/when/age", {"lt": "80"}), "/t/rows/0/when/age/lt", "cell_type_wrong"),
        (put("rows/0/when/age", {"in": []}), "/t/rows/0/when/age/in", "cell_list_wrong"),
        (put("rows/0/when/age", {"in": list(range(201))}), "/t/rows/0/when/age/in", "cell_list_wrong"),
        (put("rows/0/when/age", {"in": [1, True]}), "/t/rows/0/when/age/in", "cell_type_wrong"),
        (put("rows/1/when/resident", {"gt": False}), "/t/rows/1/when/resident/gt", "cell_not_ordered"),
        ([], "/t", "table_not_object"),
        (None, "/t", "table_not_object"),
    ],
)
def test_a_fault_has_its_pointer_and_wording(table: object, pointer: str, code: str) -> None:
    assert (pointer, code) in {(fault.pointer, fault.code) for fault in table_faults(table, "/t")}
    assert code in FAULTS or code in SHARED_FAULTS


def test_all_faults_come_at_once() -> None:
    table = put("rows/0/when/age", {"lt": "80", "eval": "1"})
    table["rows"][1]["then"] = None
    assert len(table_faults(table)) == 3


@given(tables())
def test_a_table_without_faults_can_be_read_and_audited(document: dict[str, Any]) -> None:
    assert table_faults(document) == []
    audit(read_table(document))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(json_values, st.sampled_from(["inputs", "inputs/0", "rows", "rows/0", "rows/0/when", "rows/0/when/age"]))
def test_whatever_stands_in_a_table_is_judged_without_an_exception(value: Any, path: str) -> None:
    document = put(path, value)
    assert table_faults(document) or audit(read_table(document)) is not None

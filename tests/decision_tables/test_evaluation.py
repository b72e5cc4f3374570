from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.decision_tables.evaluation import decide
from chalicelib.decision_tables.tables import read_table, table_sha256
from chalicelib.shared.errors import Invalid, RuleViolation

from .tables import AGES, inputs_of, tables


def one_column(kind: str, cell: dict[str, Any], **declared: Any) -> dict[str, Any]:
    column = {"name": "x", "type": kind, **declared}
    return {
        "hit_policy": "FIRST",
        "inputs": [column],
        "rows": [{"id": "hit", "when": {"x": cell}, "then": {}}],
    }


@pytest.mark.parametrize(
    ("age", "resident", "row"),
    [(79, True, "young"), (79.9, False, "young"), (80, True, "old"), (80, False, "old_elsewhere")],
)
def test_the_row_that_matches_decides(age: float, resident: bool, row: str) -> None:
    assert decide(read_table(AGES), {"age": age, "resident": resident}).row == row


@pytest.mark.parametrize(
    ("kind", "cell", "value", "hit"),
    [
        ("number", {"ge": 80, "lt": 90}, 80, True),
        ("number", {"ge": 80, "lt": 90}, 90, False),
        ("number", {"gt": 80, "le": 90}, 80, False),
        ("number", {"is": 1}, 1.0, True),
        ("string", {"in": ["a", "b"]}, "b", True),
        ("string", {"not_in": ["a", "b"]}, "b", False),
        ("string", {"not": "a"}, "A", True),
        ("boolean", {"is": True}, True, True),
        ("date", {"ge": "2025-09-01"}, "2025-08-31", False),
        ("date", {"ge": "2025-09-01"}, date(2025, 9, 1), True),
        ("date", {"not": "2024-02-29"}, "2024-03-01", True),
    ],
)
def test_each_comparison(kind: str, cell: dict[str, Any], value: object, hit: bool) -> None:
    decision = decide(read_table(one_column(kind, cell)), {"x": value})
    assert (decision.row == "hit") is hit


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", True),
        ("number", "80"),
        ("number", None),
        ("number", float("nan")),
        ("number", float("inf")),
        ("string", 1),
        ("string", "x" * 201),
        ("boolean", 1),
        ("boolean", "true"),
        ("date", "2026-02-30"),
        ("date", "20260101"),
        ("date", "2026-W01-1"),
        ("date", 20260101),
        ("date", datetime(2026, 1, 1)),
    ],
)
def test_a_value_of_another_type_is_refused(kind: str, value: object) -> None:
    operand = {"number": 1, "string": "a", "boolean": True, "date": "2026-01-01"}[kind]
    with pytest.raises(Invalid) as refused:
        decide(read_table(one_column(kind, {"is": operand})), {"x": value}, "/answers")
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/answers/x", "decision_input_type_wrong")
    ]


def test_every_missing_input_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        decide(read_table(AGES), {"other": 1}, "/answers")
    assert [fault.pointer for fault in refused.value.faults] == ["/answers/age", "/answers/resident"]


def test_an_input_with_declared_values_takes_no_other() -> None:
    table = read_table(one_column("string", {"is": "a"}, values=["a", "b"]))
    assert decide(table, {"x": "b"}).row is None
    with pytest.raises(Invalid):
        decide(table, {"x": "c"})


def test_several_rows_of_a_unique_table_refuse_and_of_a_first_table_do_not() -> None:
    rows = [{"id": name, "then": {"by": name}} for name in ("a", "b")]
    table = {"hit_policy": "UNIQUE", "inputs": [{"name": "x", "type": "boolean"}], "rows": rows}
    with pytest.raises(RuleViolation, match="decision_rows_overlap"):
        decide(read_table(table), {"x": True})
    assert decide(read_table({**table, "hit_policy": "FIRST"}), {"x": True}).output == {"by": "a"}


def test_a_decision_records_table_inputs_row_and_output() -> None:
    decision = decide(read_table(AGES), {"age": 81, "resident": True, "unused": "secret"})
    assert decision.recorded() == {
        "table_sha256": sha256(rfc8785.dumps(AGES)).hexdigest(),
        "inputs": {"age": 81, "resident": True},
        "row": "old",
        "output": {"grade": "80"},
    }


@pytest.mark.parametrize(
    ("given", "used"), [(1.0, 1), (-0.0, 0), (0.1, 0.1), (2**53 - 1, 2**53 - 1), (-5e-324, -5e-324)]
)
def test_a_number_is_recorded_in_one_form(given: float, used: float) -> None:
    recorded = decide(read_table(one_column("number", {"not": 7})), {"x": given}).inputs["x"]
    assert (recorded, type(recorded), str(recorded)) == (used, type(used), str(used))


@pytest.mark.parametrize("value", [2**53, -(2**53), 1e300, 10**400])
def test_a_number_that_is_no_longer_exact_is_refused(value: float) -> None:
    with pytest.raises(Invalid):
        decide(read_table(one_column("number", {"is": 1})), {"x": value})


@pytest.mark.parametrize("other", ["e\u0301", "É", "é ", "ｅ\u0301"])
def test_text_is_compared_as_it_is_written(other: str) -> None:
    table = read_table(one_column("string", {"is": "é"}))
    assert (decide(table, {"x": "é"}).row, decide(table, {"x": other}).row) == ("hit", None)


@given(tables(), st.randoms())
def test_the_hash_is_of_what_a_table_says_not_of_how_it_is_written(document: dict[str, Any], random: Any) -> None:
    assert table_sha256(shuffled(document, random)) == table_sha256(document)
    for row in document["rows"]:
        row["then"] = {"other": row["then"]}
        changed = table_sha256(document)
        row["then"] = row["then"]["other"]
        assert changed != table_sha256(document)
    assert table_sha256({**document, "title": "x"}) != table_sha256(document)


def shuffled(value: Any, random: Any) -> Any:
    """The same JSON value with its keys in another order and integers written as fractions."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(one, random) for one in value]
    return float(value) if type(value) is int else value


@given(st.data())
def test_the_hit_is_what_the_cells_say(data: st.DataObject) -> None:
    document = data.draw(tables())
    inputs = data.draw(inputs_of(document))
    matching = [row["id"] for row in document["rows"] if matches(row["when"], inputs)]
    if document["hit_policy"] == "UNIQUE" and len(matching) > 1:
        with pytest.raises(RuleViolation):
            decide(read_table(document), inputs)
    else:
        assert decide(read_table(document), inputs).row == (matching[0] if matching else None)


def matches(when: dict[str, Any], inputs: dict[str, Any]) -> bool:
    """The grammar told a second time; dates in ISO form compare as text."""
    told: dict[str, Callable[[Any, Any], bool]] = {
        "is": lambda v, o: v == o,
        "not": lambda v, o: v != o,
        "in": lambda v, o: v in o,
        "not_in": lambda v, o: v not in o,
        "lt": lambda v, o: v < o,
        "le": lambda v, o: v <= o,
        "gt": lambda v, o: v > o,
        "ge": lambda v, o: v >= o,
    }
    return all(told[test](inputs[name], operand) for name, cell in when.items() for test, operand in cell.items())

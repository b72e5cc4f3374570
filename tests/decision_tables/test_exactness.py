"""The audit against trying out everything: what it finds is all that there is, no more and no less."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.decision_tables.audit import MAX_REPORTED, audit
from chalicelib.decision_tables.regions import representatives
from chalicelib.decision_tables.tables import read_table
from chalicelib.decision_tables.values import MAX_NUMBER

from .tables import tables
from .test_evaluation import matches


def named_in(document: dict[str, Any], name: str) -> set[Any]:
    operands = [operand for row in document["rows"] for operand in row["when"].get(name, {}).values()]
    return {value for one in operands for value in (one if isinstance(one, list) else [one])}


def tried(document: dict[str, Any], column: dict[str, Any]) -> list[Any]:
    """Values of a column, found in another way than the audit's: every neighbourhood of what is named."""
    named = named_in(document, column["name"])
    if "values" in column:
        return list(column["values"])
    if column["type"] == "boolean":
        return [True, False]
    if column["type"] == "string":
        return [*named, "anything else"]
    if column["type"] == "date":
        days = [date.fromisoformat(value) for value in named] or [date(2000, 1, 1)]
        return [(day + timedelta(days=by)).isoformat() for day in days for by in (-1, 0, 1)]
    points = sorted(named) or [0]
    return [*points, *((low + high) / 2 for low, high in pairwise(points)), points[0] - 7, points[-1] + 7]


@settings(deadline=None, max_examples=150)
@given(tables())
def test_gaps_overlaps_and_dead_rows_are_found_exactly(document: dict[str, Any]) -> None:
    names = [column["name"] for column in document["inputs"]]
    together = {
        tuple(row["id"] for row in document["rows"] if matches(row["when"], dict(zip(names, point, strict=True))))
        for point in product(*(tried(document, column) for column in document["inputs"]))
    }
    found = audit(read_table(document))
    first = document["hit_policy"] == "FIRST"
    deciding = {rows[:1] if first else rows for rows in together}
    assert bool(found.gaps) == (() in together)
    assert set(found.unreachable) == {row["id"] for row in document["rows"]} - {
        id_ for rows in deciding for id_ in rows
    }
    overlaps = {rows for rows in deciding if len(rows) > 1}
    assert len(found.overlaps) == min(len(overlaps), MAX_REPORTED)
    assert {overlap.rows for overlap in found.overlaps} <= overlaps


NUMBERS = (
    st.integers(1 - MAX_NUMBER, MAX_NUMBER - 1)
    | st.floats(-MAX_NUMBER, MAX_NUMBER, exclude_min=True, exclude_max=True)
    | st.sampled_from([0.1, 0.2, 0.30000000000000004, -0.0, 5e-324, MAX_NUMBER - 1, 1 - MAX_NUMBER])
)


@settings(deadline=None, max_examples=300)
@given(st.lists(NUMBERS, max_size=6), NUMBERS)
def test_every_number_has_its_region_and_every_region_a_number(points: list[float], number: float) -> None:
    rows = [{"id": f"r{at}", "when": {"x": {"le": point}}, "then": {}} for at, point in enumerate(points)]
    document = {
        "hit_policy": "FIRST",
        "inputs": [{"name": "x", "type": "number"}],
        "rows": [*rows, {"id": "z", "then": {}}],
    }
    table = read_table(document)
    values = representatives(table.inputs[0], table.rows, 0)
    assert values == sorted(set(values))
    assert all(-MAX_NUMBER < value < MAX_NUMBER for value in values)
    sides = [tuple((number > point) - (number < point) for point in points) for number in (number, *values)]
    assert sides[0] in sides[1:]
    assert len(set(sides[1:])) == len(values)


def test_between_two_numbers_the_one_with_the_fewest_decimals_is_told() -> None:
    for low, high, told in ((79, 80, 79.5), (60, 80, 70), (0.1, 0.2, 0.15), (1.25, 1.26, 1.255), (-1, 1, 0)):
        rows = [
            {"id": "a", "when": {"x": {"le": low}}, "then": {}},
            {"id": "b", "when": {"x": {"ge": high}}, "then": {}},
        ]
        table = {"hit_policy": "UNIQUE", "inputs": [{"name": "x", "type": "number"}], "rows": rows}
        assert audit(read_table(table)).gaps == ({"x": told},)


def test_no_gap_is_told_where_no_number_can_be() -> None:
    for low, high in ((0.3, 0.30000000000000004), (MAX_NUMBER - 2, MAX_NUMBER - 1), (1 - MAX_NUMBER, 2 - MAX_NUMBER)):
        rows = [
            {"id": "a", "when": {"x": {"le": low}}, "then": {}},
            {"id": "b", "when": {"x": {"ge": high}}, "then": {}},
        ]
        table = {"hit_policy": "UNIQUE", "inputs": [{"name": "x", "type": "number"}], "rows": rows}
        assert audit(read_table(table)).sound


def test_numbers_too_close_for_decimals_have_something_between_them() -> None:
    rows = [
        {"id": "below", "when": {"n": {"le": 1e-30}}, "then": {}},
        {"id": "above", "when": {"n": {"ge": 3e-30}}, "then": {}},
    ]
    document = {"hit_policy": "UNIQUE", "inputs": [{"name": "n", "type": "number"}], "rows": rows}
    (gap,) = audit(read_table(document)).gaps
    assert 1e-30 < gap["n"] < 3e-30

"""Tables to test with, and what may be put into them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

AGES: dict[str, Any] = {
    "hit_policy": "UNIQUE",
    "inputs": [{"name": "age", "type": "number"}, {"name": "resident", "type": "boolean"}],
    "rows": [
        {"id": "young", "when": {"age": {"lt": 80}}, "then": {"grade": None}},
        {"id": "old", "when": {"age": {"ge": 80}, "resident": {"is": True}}, "then": {"grade": "80"}},
        {
            "id": "old_elsewhere",
            "when": {"age": {"ge": 80}, "resident": {"is": False}},
            "then": {"grade": None},
        },
    ],
}

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-3, 3) | st.sampled_from([-0.5, 0.25, 1.5]),
    "string": st.sampled_from(["a", "b", "c", "other"]),
    "boolean": st.booleans(),
    "date": st.integers(0, 4).map(lambda days: (date(2026, 1, 1) + timedelta(days=days)).isoformat()),
}


@st.composite
def cells(draw: st.DrawFn, kind: str, values: list[Any] | None = None) -> dict[str, Any]:
    tests = ["is", "not", "in", "not_in"] + (["lt", "le", "gt", "ge"] if kind in ("number", "date") else [])
    chosen = draw(st.lists(st.sampled_from(tests), min_size=1, max_size=2, unique=True))
    value = st.sampled_from(values) if values else VALUES[kind]
    return {test: draw(st.lists(value, min_size=1, max_size=3) if test.endswith("in") else value) for test in chosen}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3))
    inputs: list[dict[str, Any]] = [{"name": f"in{at}", "type": kind} for at, kind in enumerate(kinds)]
    for column in inputs:
        if draw(st.integers(0, 3)) == 0:
            column["values"] = draw(st.lists(VALUES[column["type"]], min_size=1, max_size=4, unique=True))
    rows = []
    for number in range(draw(st.integers(1, 5))):
        asked = draw(st.lists(st.sampled_from(inputs), max_size=3, unique_by=lambda column: column["name"]))
        when = {column["name"]: draw(cells(column["type"], column.get("values"))) for column in asked}
        rows.append({"id": f"row{number}", "when": when, "then": {"row": number}})
    return {"hit_policy": draw(st.sampled_from(["UNIQUE", "FIRST"])), "inputs": inputs, "rows": rows}


@st.composite
def inputs_of(draw: st.DrawFn, table: dict[str, Any]) -> dict[str, Any]:
    return {
        column["name"]: draw(st.sampled_from(column["values"]) if "values" in column else VALUES[column["type"]])
        for column in table["inputs"]
    }

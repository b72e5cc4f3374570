"""Evaluate a table: same table and inputs, same decision, for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.decision_tables.tables import DecisionTable, HitPolicy, Input, Row
from chalicelib.decision_tables.values import Kind, Value, WrongType, plain, read_value
from chalicelib.shared.errors import Fault, Invalid, RuleViolation


class Decision(NamedTuple):
    """A decision as a fact: by which table, on which inputs, through which row (None if none matched)."""

    table_sha256: str
    inputs: Mapping[str, Any]
    row: str | None
    output: Mapping[str, Any] = {}

    def recorded(self) -> dict[str, Any]:
        """The decision as JSON, for an act: it is read later, never evaluated again."""
        return {
            "table_sha256": self.table_sha256,
            "inputs": dict(self.inputs),
            "row": self.row,
            "output": dict(self.output),
        }


def decide(table: DecisionTable, inputs: Mapping[str, object], pointer: str = "") -> Decision:
    """Decide. `inputs` may hold more than the table asks for; only what it asks for is used and recorded.

    Raises `Invalid("decision_inputs_invalid")` naming every input that is missing or of the wrong type, below
    `pointer`; `RuleViolation("decision_rows_overlap")` when several rows of a UNIQUE table match.
    """
    values = read_inputs(table.inputs, inputs, pointer)
    row = _hit(table, values)
    used = {column.name: plain(value) for column, value in zip(table.inputs, values, strict=True)}
    return Decision(table.sha256, used, row.id if row else None, row.then if row else {})


def read_inputs(columns: Sequence[Input], inputs: Mapping[str, object], pointer: str = "") -> tuple[Value, ...]:
    """The inputs in the order of `columns`. Raises `Invalid("decision_inputs_invalid")` as `decide` does."""
    faults = [fault for column in columns for fault in _faults(column, inputs, pointer)]
    if faults:
        raise Invalid("decision_inputs_invalid", faults=faults)
    return tuple(read_value(column.kind, inputs[column.name]) for column in columns)


def _faults(column: Input, inputs: Mapping[str, object], pointer: str) -> Iterator[Fault]:
    at = f"{pointer}/{column.name}"
    if column.name not in inputs:
        yield Fault(at, "decision_input_missing")
    elif code := _refusal(column, inputs[column.name]):
        yield Fault(at, code, {"type": _SAID[column.kind]})


_SAID = {Kind.NUMBER: "数字", Kind.STRING: "文字", Kind.BOOLEAN: "是或者否", Kind.DATE: "日期，例如 2026-01-31"}


def _refusal(column: Input, value: object) -> str | None:
    try:
        read = read_value(column.kind, value)
    except WrongType:
        return "decision_input_type_wrong"
    return "decision_input_not_offered" if column.values and read not in column.values else None


def _hit(table: DecisionTable, values: tuple[Value, ...]) -> Row | None:
    hits = [row for row in table.rows if row.matches(values)]
    if len(hits) > 1 and table.hit_policy is HitPolicy.UNIQUE:
        raise RuleViolation("decision_rows_overlap", rows=", ".join(row.id for row in hits))
    return hits[0] if hits else None

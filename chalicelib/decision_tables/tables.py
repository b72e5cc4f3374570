"""A decision table and how it is read from JSON.

    {"hit_policy": "UNIQUE",
     "inputs": [{"name": "age", "type": "number"},
                {"name": "ground", "type": "string", "values": ["work", "study"]}],
     "rows": [{"id": "adult", "when": {"age": {"ge": 18}}, "then": {"materials": {"M01": "required"}}}]}

`then` is any JSON object: whoever uses the table says what it may hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

import rfc8785

from chalicelib.decision_tables.cells import ANY, Cell, read_cell
from chalicelib.decision_tables.values import Kind, Value, read_value


class HitPolicy(StrEnum):
    """UNIQUE: at most one row may match. FIRST: the first that matches counts."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"


class Input(NamedTuple):
    """One column. `values` closes the set of what may come in."""

    name: str
    kind: Kind
    values: tuple[Value, ...] = ()


class Row(NamedTuple):
    """One rule: a cell per column, and what follows."""

    id: str
    cells: tuple[Cell, ...]
    then: Mapping[str, Any]

    def matches(self, values: tuple[Value, ...]) -> bool:
        """Whether every cell holds."""
        return all(cell.holds(value) for cell, value in zip(self.cells, values, strict=True))


class DecisionTable(NamedTuple):
    """A table as it is evaluated. `sha256` is of the RFC 8785 form of the JSON that it was read from."""

    hit_policy: HitPolicy
    inputs: tuple[Input, ...]
    rows: tuple[Row, ...]
    sha256: str


def read_table(document: Mapping[str, Any]) -> DecisionTable:
    """Build the table that `document` describes, once `table_faults` has found nothing wrong with it."""
    inputs = tuple(read_input(column) for column in document["inputs"])
    rows = tuple(_row(row, inputs) for row in document["rows"])
    return DecisionTable(HitPolicy(document["hit_policy"]), inputs, rows, table_sha256(document))


def table_sha256(document: Mapping[str, Any]) -> str:
    """The hash that a recorded decision names its table by."""
    return sha256(rfc8785.dumps(dict(document))).hexdigest()


def read_input(column: Mapping[str, Any]) -> Input:
    """Build one column."""
    kind = Kind(column["type"])
    return Input(column["name"], kind, tuple(read_value(kind, value) for value in column.get("values", ())))


def _row(row: Mapping[str, Any], inputs: tuple[Input, ...]) -> Row:
    when = row.get("when", {})
    return Row(row["id"], tuple(_cell(column, when) for column in inputs), row["then"])


def _cell(column: Input, when: Mapping[str, Any]) -> Cell:
    return read_cell(column.kind, when[column.name]) if column.name in when else ANY

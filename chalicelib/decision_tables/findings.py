"""The audit of a table in the words of those who wrote it: by the titles of inputs and options, with row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chalicelib.decision_tables.audit import Audit, audit
from chalicelib.decision_tables.cells import ORDERS
from chalicelib.decision_tables.tables import DecisionTable, read_table
from chalicelib.shared.errors import Fault, Invalid

_YES_NO = {True: "是", False: "否"}
_ANYTHING = "任何情形"
_MOST_ROWS_TOLD = 10


def table_findings(
    document: Mapping[str, Any], pointer: str, questions: Iterable[Mapping[str, Any]] = ()
) -> list[Fault]:
    """Return what keeps a table, which can be read, from being published.

    `questions` (name, title, options with value and title) say how its inputs are called; else their own titles do.
    """
    table = read_table(document)
    slips = list(_slips(table, pointer))
    try:
        found = audit(table)
    except Invalid as refused:
        return [*slips, Fault(pointer, refused.code)]
    return [*slips, *_faults(found, document, pointer, {question["name"]: question for question in questions})]


def _slips(table: DecisionTable, pointer: str) -> Iterator[Fault]:
    """Values that nobody can give are slips of the pen; only an order may be told by one."""
    for number, row in enumerate(table.rows):
        for column, cell in zip(table.inputs, row.cells, strict=True):
            for test, operand in cell.tests if column.values else ():
                named = operand if isinstance(operand, frozenset) else frozenset({operand})
                strange = named.difference(column.values) if test not in ORDERS else ()
                at = f"{pointer}/rows/{number}/when/{column.name}/{test}"
                yield from (
                    Fault(at, "cell_value_not_offered", {"value": value}) for value in sorted(map(str, strange))
                )


def _faults(
    found: Audit, document: Mapping[str, Any], pointer: str, questions: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fault]:
    numbers = {row["id"]: number for number, row in enumerate(document["rows"], start=1)}
    inputs = {column["name"]: questions.get(column["name"], column) for column in document["inputs"]}
    for gap in found.gaps:
        yield Fault(pointer, "table_gap", {"example": _told(gap, inputs)})
    for overlap in found.overlaps:
        rows = _listed([f"第 {numbers[row]} 行（{row}）" for row in overlap.rows])
        yield Fault(pointer, "table_overlap", {"rows": rows, "example": _told(overlap.example, inputs)})
    for row in found.unreachable:
        at = f"{pointer}/rows/{numbers[row] - 1}"
        yield Fault(at, "table_row_unreachable", {"number": numbers[row], "row": row})


def _told(example: Mapping[str, Any], inputs: Mapping[str, Mapping[str, Any]]) -> str:
    asked = {name: inputs[name].get("title") or name for name in example}
    return "；".join(f"{asked[name]}：{_answer(value, inputs[name])}" for name, value in example.items()) or _ANYTHING


def _answer(value: Any, column: Mapping[str, Any]) -> str:
    titles = [option["title"] for option in column.get("options", ()) if option["value"] == value]
    return titles[0] if titles else _YES_NO[value] if isinstance(value, bool) else str(value)


def _listed(rows: Sequence[str]) -> str:
    more = f"等共 {len(rows)} 行" if len(rows) > _MOST_ROWS_TOLD else ""
    return "、".join(rows[:_MOST_ROWS_TOLD]) + more

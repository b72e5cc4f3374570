"""Whether a JSON value is a decision table at all: every fault, each with its pointer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from chalicelib.decision_tables.cells import LISTS, MAX_LISTED, ORDERS, TESTS, read_operand
from chalicelib.decision_tables.tables import HitPolicy
from chalicelib.decision_tables.values import Kind, WrongType, read_value
from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

MAX_INPUTS = 20
MAX_ROWS = 500
MAX_VALUES = 200
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TABLE_KEYS = frozenset({"title", "hit_policy", "inputs", "rows"})
_INPUT_KEYS = frozenset({"name", "title", "type", "values"})
_ROW_KEYS = frozenset({"id", "when", "then", "note"})


def table_faults(document: object, pointer: str = "") -> list[Fault]:
    """Return everything that keeps `document` from being read as a table; `pointer` is where it stands."""
    if not isinstance(document, Mapping):
        return [Fault(pointer, "table_not_object")]
    faults = [*_unknown(document, _TABLE_KEYS, pointer), *_policy_faults(document, pointer)]
    faults += _text_faults(document, "title", pointer)
    faults += _each(document, "inputs", MAX_INPUTS, pointer, _input_faults)
    if faults:
        return faults  # the rows cannot be judged without the columns
    kinds = {column["name"]: Kind(column["type"]) for column in document["inputs"]}
    faults += _repeated([column["name"] for column in document["inputs"]], f"{pointer}/inputs", "name")
    return faults + _rows_faults(document, kinds, pointer)


def _rows_faults(document: Mapping[str, Any], kinds: Mapping[str, Kind], pointer: str) -> list[Fault]:
    faults = _each(document, "rows", MAX_ROWS, pointer, lambda row, at: _row_faults(row, kinds, at))
    if not faults:
        faults = list(_repeated([row["id"] for row in document["rows"]], f"{pointer}/rows", "id"))
    return faults


def _each(document: Mapping[str, Any], key: str, most: int, pointer: str, check: Any) -> list[Fault]:
    at, entries = f"{pointer}/{key}", document.get(key)
    if not isinstance(entries, list) or not 0 < len(entries) <= most:
        return [Fault(at, "table_list_wrong", {"most": most})]
    numbered = enumerate(entries)
    return [fault for index, entry in numbered for fault in _entry_faults(entry, f"{at}/{index}", check)]


def _entry_faults(entry: object, pointer: str, check: Any) -> Iterator[Fault]:
    if isinstance(entry, Mapping):
        yield from check(entry, pointer)
    else:
        yield Fault(pointer, "table_not_object")


def _policy_faults(document: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    if document.get("hit_policy") not in list(HitPolicy):
        yield Fault(f"{pointer}/hit_policy", "hit_policy_unknown")


def _input_faults(column: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    yield from _unknown(column, _INPUT_KEYS, pointer)
    yield from _text_faults(column, "title", pointer)
    yield from _name_faults(column.get("name"), f"{pointer}/name")
    kind = column.get("type")
    if kind not in list(Kind):
        yield Fault(f"{pointer}/type", "input_type_unknown")
    elif "values" in column and not _are_values(Kind(kind), column["values"]):
        yield Fault(f"{pointer}/values", "cell_list_wrong", {"most": MAX_VALUES})


def _are_values(kind: Kind, values: object) -> bool:
    if not isinstance(values, list) or not 0 < len(values) <= MAX_VALUES:
        return False
    try:
        read = [read_value(kind, value) for value in values]
    except WrongType:
        return False
    return len(set(read)) == len(read)


def _row_faults(row: Mapping[str, Any], kinds: Mapping[str, Kind], pointer: str) -> Iterator[Fault]:
    yield from _unknown(row, _ROW_KEYS, pointer)
    yield from _text_faults(row, "note", pointer)
    yield from _name_faults(row.get("id"), f"{pointer}/id")
    if not isinstance(row.get("then"), Mapping):
        yield Fault(f"{pointer}/then", "table_not_object")
    when = row.get("when", {})
    if not isinstance(when, Mapping):
        yield Fault(f"{pointer}/when", "table_not_object")
        return
    for name, cell in when.items():
        at = f"{pointer}/when/{escape(name)}"
        yield from _cell_faults(kinds[name], cell, at) if name in kinds else [Fault(at, "cell_input_unknown")]


def _cell_faults(kind: Kind, cell: object, pointer: str) -> Iterator[Fault]:
    if not isinstance(cell, Mapping) or not cell:
        yield Fault(pointer, "cell_not_tests")
        return
    for test, operand in cell.items():
        yield from _test_faults(kind, test, operand, f"{pointer}/{escape(test)}")


def _test_faults(kind: Kind, test: str, operand: object, pointer: str) -> Iterator[Fault]:
    if test not in TESTS:
        yield Fault(pointer, "cell_test_unknown")
    elif test in ORDERS and kind not in (Kind.NUMBER, Kind.DATE):
        yield Fault(pointer, "cell_not_ordered", {"type": str(kind)})
    elif test in LISTS and not (isinstance(operand, list) and 0 < len(operand) <= MAX_LISTED):
        yield Fault(pointer, "cell_list_wrong", {"most": MAX_LISTED})
    else:
        yield from _operand_faults(kind, test, operand, pointer)


def _operand_faults(kind: Kind, test: str, operand: object, pointer: str) -> Iterator[Fault]:
    try:
        read_operand(kind, test, operand)
    except WrongType:
        yield Fault(pointer, "cell_type_wrong", {"type": str(kind)})


def _name_faults(name: object, pointer: str) -> Iterator[Fault]:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield Fault(pointer, "table_name_wrong")


def _text_faults(document: Mapping[str, Any], key: str, pointer: str) -> Iterator[Fault]:
    if not isinstance(document.get(key, ""), str):
        yield Fault(f"{pointer}/{key}", "wrong_type")


def _unknown(document: Mapping[str, Any], known: Collection[str], pointer: str) -> Iterator[Fault]:
    for key in sorted(document.keys() - known):
        yield Fault(f"{pointer}/{escape(key)}", "unknown_field")


def _repeated(names: list[str], pointer: str, key: str) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Fault(f"{pointer}/{index}/{key}", "table_name_repeated")

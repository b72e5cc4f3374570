"""A cell: comparisons that must all hold, `{"ge": 80, "lt": 90}`. A cell that is left out matches anything.

| test | types | holds when the input |
| --- | --- | --- |
| `is`, `not` | all | equals, does not equal the value |
| `in`, `not_in` | all | is one, is none of 1 to 200 values |
| `lt`, `le`, `gt`, `ge` | number, date | is below, at most, above, at least the value |
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.decision_tables.values import Kind, Value, WrongType, read_value
from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

MAX_LISTED = 200
LISTS = frozenset({"in", "not_in"})
ORDERS = frozenset({"lt", "le", "gt", "ge"})
_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "not": operator.ne,
    "in": lambda value, listed: value in listed,
    "not_in": lambda value, listed: value not in listed,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}


@dataclass(frozen=True)
class Cell:
    """The tests of one cell, in a fixed order; none at all matches anything."""

    tests: tuple[tuple[str, Value | tuple[Value, ...]], ...] = ()

    def holds(self, value: Value) -> bool:
        """Whether every test holds for a value of the input's type."""
        return all(_HOLDS[test](value, operand) for test, operand in self.tests)

    def mentioned(self) -> Iterator[Value]:
        """The values that the cell names: between them its answer does not change."""
        for _, operand in self.tests:
            yield from operand if isinstance(operand, tuple) else (operand,)


ANY = Cell()


def read_cell(kind: Kind, cell: Mapping[str, Any]) -> Cell:
    """Build a cell that `cell_faults` found nothing wrong with."""
    return Cell(tuple((test, _operand(kind, test, cell[test])) for test in sorted(cell)))


def cell_faults(kind: Kind, cell: object, pointer: str) -> Iterator[Fault]:
    """Everything that is wrong with a cell."""
    if not isinstance(cell, Mapping) or not cell:
        yield Fault(pointer, "cell_not_tests")
        return
    for test, operand in cell.items():
        yield from _test_faults(kind, test, operand, f"{pointer}/{escape(test)}")


def _test_faults(kind: Kind, test: str, operand: object, pointer: str) -> Iterator[Fault]:
    if test not in _HOLDS:
        yield Fault(pointer, "cell_test_unknown")
    elif test in ORDERS and kind not in (Kind.NUMBER, Kind.DATE):
        yield Fault(pointer, "cell_not_ordered", {"type": str(kind)})
    elif test in LISTS and not (isinstance(operand, list) and 0 < len(operand) <= MAX_LISTED):
        yield Fault(pointer, "cell_list_wrong", {"most": MAX_LISTED})
    else:
        yield from _operand_faults(kind, test, operand, pointer)


def _operand_faults(kind: Kind, test: str, operand: object, pointer: str) -> Iterator[Fault]:
    try:
        _operand(kind, test, operand)
    except WrongType:
        yield Fault(pointer, "cell_type_wrong", {"type": str(kind)})


def _operand(kind: Kind, test: str, operand: Any) -> Value | tuple[Value, ...]:
    if test in LISTS:
        return tuple(read_value(kind, one) for one in operand)
    return read_value(kind, operand)

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
from typing import Any, NamedTuple

from chalicelib.decision_tables.values import Kind, Value, read_value

MAX_LISTED = 200
LISTS = frozenset({"in", "not_in"})
ORDERS = frozenset({"lt", "le", "gt", "ge"})
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "not": operator.ne,
    "in": lambda value, listed: value in listed,
    "not_in": lambda value, listed: value not in listed,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}


class Cell(NamedTuple):
    """The tests of one cell, in a fixed order; none at all matches anything."""

    tests: tuple[tuple[str, Value | frozenset[Value]], ...] = ()

    def holds(self, value: Value) -> bool:
        """Whether every test holds for a value of the input's type."""
        return all(TESTS[test](value, operand) for test, operand in self.tests)

    def mentioned(self) -> Iterator[Value]:
        """The values that the cell names: between them its answer does not change."""
        for _, operand in self.tests:
            yield from operand if isinstance(operand, frozenset) else (operand,)


ANY = Cell()


def read_cell(kind: Kind, cell: Mapping[str, Any]) -> Cell:
    """Build a cell that the check found nothing wrong with."""
    return Cell(tuple((test, read_operand(kind, test, cell[test])) for test in sorted(cell)))


def read_operand(kind: Kind, test: str, operand: Any) -> Value | frozenset[Value]:
    """Return what a test compares with; raises `WrongType`."""
    if test in LISTS:
        return frozenset(read_value(kind, one) for one in operand)
    return read_value(kind, operand)

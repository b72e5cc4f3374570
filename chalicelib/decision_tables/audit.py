"""What a table leaves open, decides twice or never reaches: found before it is published.

One value stands for each region of a column (`regions.py`). The walk goes column by column with the rows still
alive, as bits, never twice with the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib.decision_tables.cells import ANY
from chalicelib.decision_tables.regions import classes
from chalicelib.decision_tables.tables import DecisionTable, HitPolicy
from chalicelib.decision_tables.values import Value, plain
from chalicelib.shared.errors import Invalid

MAX_STEPS = 500_000
"""A step is one class of one column with one set of rows: about a third of a microsecond."""
MAX_REPORTED = 20


@dataclass(frozen=True)
class Overlap:
    """Rows that match the same inputs, with an example of such inputs."""

    rows: tuple[str, ...]
    example: Mapping[str, Any]


@dataclass(frozen=True)
class Audit:
    """`gaps` are examples of inputs that no row matches; an input left out of an example may be anything.

    `unreachable` rows never decide. Rows of a FIRST table overlap by intent: `overlaps` is of UNIQUE ones.
    """

    gaps: tuple[Mapping[str, Any], ...]
    overlaps: tuple[Overlap, ...]
    unreachable: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether every input is decided by exactly one row, and every row decides something."""
        return not (self.gaps or self.overlaps or self.unreachable)


def audit(table: DecisionTable) -> Audit:
    """Audit a table. Of one too large to be walked what was found until then, or, if that is nothing,
    `Invalid("table_too_complex")`.
    """
    walk = _Walk(table)
    whole = walk.all()
    found = Audit(tuple(walk.gaps), tuple(walk.overlaps.values()), walk.never_reached() if whole else ())
    if found.sound and not whole:
        raise Invalid("table_too_complex")
    return found


@dataclass
class _Walk:
    table: DecisionTable
    gaps: list[Mapping[str, Any]] = field(default_factory=list)
    overlaps: dict[int, Overlap] = field(default_factory=dict)
    reached: int = 0
    steps: int = 0
    seen: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def columns(self) -> list[dict[int, Value]]:
        """The classes of each column."""
        return [classes(column, self.table.rows, at) for at, column in enumerate(self.table.inputs)]

    @cached_property
    def asking(self) -> list[int]:
        """From each column on: the rows that still ask something."""
        width = len(self.table.inputs)
        return [
            sum(1 << bit for bit, row in enumerate(self.table.rows) if any(cell != ANY for cell in row.cells[at:]))
            for at in range(width + 1)
        ]

    @property
    def first(self) -> bool:
        return self.table.hit_policy is HitPolicy.FIRST

    def all(self) -> bool:
        """Go everywhere; False if that takes too many steps."""
        self.visit(0, (1 << len(self.table.rows)) - 1, ())
        return self.steps <= MAX_STEPS

    def never_reached(self) -> tuple[str, ...]:
        """The rows that decide nothing, once everything was walked."""
        return self._rows(~self.reached)

    def visit(self, column: int, alive: int, example: tuple[Value, ...]) -> None:
        if self.first:
            alive = _until_settled(alive, self.asking[column])
        if (column, alive) in self.seen:
            return
        self.seen.add((column, alive))
        if not alive:
            self.gaps.append(self._told(example))
        elif not self._settled(column, alive, example):
            for together, value in self.columns[column].items():
                self.steps += 1
                if self.steps > MAX_STEPS:
                    return
                self.visit(column + 1, alive & together, (*example, value))

    def _settled(self, column: int, alive: int, example: tuple[Value, ...]) -> bool:
        """Note the outcome if the columns left can no longer change it."""
        decides = alive & -alive if self.first else alive
        if decides & self.asking[column]:
            return False
        if decides & (decides - 1) and len(self.overlaps) < MAX_REPORTED:
            self.overlaps.setdefault(decides, Overlap(self._rows(decides), self._told(example)))
        self.reached |= decides
        return True

    def _rows(self, bits: int) -> tuple[str, ...]:
        return tuple(row.id for bit, row in enumerate(self.table.rows) if bits >> bit & 1)

    def _told(self, example: tuple[Value, ...]) -> dict[str, Any]:
        named = zip(self.table.inputs, example, strict=False)
        return {column.name: plain(value) for column, value in named}


def _until_settled(alive: int, asking: int) -> int:
    """Of the rows of a FIRST table those that can still decide: up to the first that asks nothing more."""
    settled = alive & ~asking
    return alive & ((settled & -settled) * 2 - 1) if settled else alive

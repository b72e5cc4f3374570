"""What a table leaves open, decides twice or never reaches: found before it is published.

One value stands for each region of a column (`regions.py`). The walk goes column by column with the rows still
alive, never twice with the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from chalicelib.decision_tables.cells import ANY
from chalicelib.decision_tables.regions import representatives
from chalicelib.decision_tables.tables import DecisionTable, HitPolicy, Row
from chalicelib.shared.errors import Fault, Invalid

MAX_STEPS = 50_000
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

    def faults(self, pointer: str) -> Iterator[Fault]:
        """The findings as faults of the table at `pointer`."""
        for gap in self.gaps:
            yield Fault(pointer, "table_gap", {"example": dict(gap)})
        for overlap in self.overlaps:
            yield Fault(pointer, "table_overlap", {"rows": overlap.rows, "example": dict(overlap.example)})
        for row in self.unreachable:
            yield Fault(pointer, "table_row_unreachable", {"row": row})


def audit(table: DecisionTable) -> Audit:
    """Audit a table; raises `Invalid("table_too_complex")` for one too large to be walked."""
    walk = _Walk(table)
    walk.visit(0, table.rows, {})
    unreachable = tuple(row.id for row in table.rows if row.id not in walk.reached)
    return Audit(tuple(walk.gaps[:MAX_REPORTED]), tuple(walk.overlaps.values())[:MAX_REPORTED], unreachable)


@dataclass
class _Walk:
    table: DecisionTable
    gaps: list[Mapping[str, Any]] = field(default_factory=list)
    overlaps: dict[tuple[str, ...], Overlap] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    seen: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)
    regions: list[list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        columns = enumerate(self.table.inputs)
        self.regions = [list(representatives(column, self.table.rows, at)) for at, column in columns]

    def visit(self, column: int, alive: tuple[Row, ...], example: dict[str, Any]) -> None:
        here = (column, tuple(row.id for row in alive))
        if here in self.seen:
            return
        self.seen.add(here)
        if len(self.seen) > MAX_STEPS:
            raise Invalid("table_too_complex")
        if not alive:
            self.gaps.append(example)
        elif not self._settled(column, alive, example):
            for value, survivors in self._split(column, alive):
                name = self.table.inputs[column].name
                self.visit(column + 1, survivors, {**example, name: _shown(value)})

    def _settled(self, column: int, alive: tuple[Row, ...], example: dict[str, Any]) -> bool:
        """Note the outcome if the columns left can no longer change it."""
        first = self.table.hit_policy is HitPolicy.FIRST
        if not all(cell == ANY for row in (alive[:1] if first else alive) for cell in row.cells[column:]):
            return False
        if len(alive) > 1 and not first:
            rows = tuple(row.id for row in alive)
            self.overlaps.setdefault(rows, Overlap(rows, example))
        self.reached.update(row.id for row in (alive[:1] if first else alive))
        return True

    def _split(self, column: int, alive: tuple[Row, ...]) -> Iterator[tuple[Any, tuple[Row, ...]]]:
        parts: dict[tuple[str, ...], tuple[Any, tuple[Row, ...]]] = {}
        for value in self.regions[column]:
            survivors = tuple(row for row in alive if row.cells[column].holds(value))
            parts.setdefault(tuple(row.id for row in survivors), (value, survivors))
        yield from parts.values()


def _shown(value: Any) -> Any:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value.isoformat() if isinstance(value, date) else value

"""Read and write units of every operation, at two numbers of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from infra.bench.meter import Cost

_ONLY_LOCAL = "/v1/local/"


@dataclass(frozen=True)
class Operation:
    """One operation: its calls and units with few cases and with many."""

    name: str
    calls: str
    read: tuple[float, float]
    write: tuple[float, float]

    @property
    def grows(self) -> bool:
        """Whether it costs more with more cases."""
        return self.read[0] != self.read[1] or self.write[0] != self.write[1]


def compared(few: Mapping[str, Cost], many: Mapping[str, Cost]) -> list[Operation]:
    """Every operation, functions last."""
    names = sorted(few.keys() | many.keys(), key=lambda name: ("/" not in name, name.partition(" ")[2], name))
    return [
        Operation(
            name,
            ", ".join(f"{count} {call}" for call, count in sorted(many[name].calls.items())),
            (few[name].read_units, many[name].read_units),
            (few[name].write_units, many[name].write_units),
        )
        for name in names
    ]


def unmeasured(costs: Mapping[str, Cost]) -> list[str]:
    """The routes that no round went through. What only the local stage has is left out."""
    from infra.openapi import specs

    routes = {f"{spec.method} {spec.path}" for spec in specs() if _ONLY_LOCAL not in spec.path}
    return sorted(routes - {" ".join(name.split(" ")[:2]) for name in costs})


def largest(costs: Mapping[str, Cost]) -> dict[str, int]:
    """Bytes of the largest item that was written, by table and kind."""
    found: dict[str, int] = {}
    for cost in costs.values():
        for kind, size in cost.written:
            found[kind] = max(size, found.get(kind, 0))
    return dict(sorted(found.items()))

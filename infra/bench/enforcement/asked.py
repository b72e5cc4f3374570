"""What is asked of the tables meanwhile, and the processor time of this process."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any, NamedTuple

_READS = ("GetItem", "Query")


class Asked(NamedTuple):
    """Units, and seconds of processor and clock."""

    read: float
    write: float
    cpu_s: float
    wall_s: float


class _Units:
    """Counts as DynamoDB tells it. Raises KeyError for an answer that does not tell."""

    def __init__(self) -> None:
        self.read = self.write = 0.0

    def before(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        """Let it be told."""
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"

    def after(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        """Count it."""
        if "Error" in parsed:
            return
        consumed = parsed["ConsumedCapacity"]
        units = sum(each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed]))
        if model.name in _READS:
            self.read += units
        else:
            self.write += units


def asked(act: Callable[[], object]) -> Asked:
    """What one act asks."""
    from chalicelib.shared import dynamodb

    units, events = _Units(), dynamodb.client().meta.events
    events.register("provide-client-params.dynamodb", units.before, "asked")
    events.register("after-call.dynamodb", units.after, "answered")
    cpu, wall = process_time(), perf_counter()
    try:
        act()
    finally:
        cpu, wall = process_time() - cpu, perf_counter() - wall
        events.unregister("provide-client-params.dynamodb", units.before, "asked")
        events.unregister("after-call.dynamodb", units.after, "answered")
    return Asked(units.read, units.write, cpu, wall)

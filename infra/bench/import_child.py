"""The worker of an import, alone in its process: its time, its memory, and what it asks of the tables."""

from __future__ import annotations

import io
import json
import re
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from infra.bench.functions import due, queue
from infra.bench.meter import batch_units


class Units:
    """Units of everything that a client asks, as the cloud tells them."""

    def __init__(self, client: Any) -> None:
        self.read = self.write = 0.0
        self._batch: dict[str, Any] = {}
        client.meta.events.register("provide-client-params.dynamodb", self._before)
        client.meta.events.register("after-call.dynamodb", self._after)

    def _before(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"
        self._batch = params.get("RequestItems", {})

    def _after(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        if model.name == "BatchGetItem":
            self.read += batch_units(self._batch, parsed["Responses"])
            return
        consumed = parsed.get("ConsumedCapacity", [])
        total = sum(each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed]))
        if model.name in ("GetItem", "Query"):
            self.read += total
        else:
            self.write += total


def main(import_id: str) -> None:
    """Carry the import on to its end, and print what that took."""
    began, wall = time.process_time(), time.perf_counter()
    from chalicelib.shared import dynamodb
    from functions.run_imports.handler import handler

    units, runs, seq = Units(dynamodb.client()), 0, 0
    with redirect_stdout(io.StringIO()) as log:
        while (last := due(f"import#{import_id}", seq)) is not None:
            seq = last.act.seq
            if handler(queue([last]), None)["batchItemFailures"]:
                raise SystemExit(log.getvalue()[-2000:])
            runs += 1
    took = {"cpu": time.process_time() - began, "wall": time.perf_counter() - wall}
    print(json.dumps({**took, "read": units.read, "write": units.write, "memory": _peak(), "runs": runs}))


def _peak() -> float:
    """The most memory that this program had, in MB; `ru_maxrss` would tell of whoever started it too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")

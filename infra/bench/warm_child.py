"""Measures one route in this process: application and hand-written handler in turn. Prints processor seconds as JSON.

`python -m infra.bench.warm_child MODULE EVENT ROUNDS CALLS` with the settings of the API in the environment.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from infra.bench.meter import kind_of
from infra.bench.people import Handler

_WARM_UP = 30
_READS = ("GetItem", "Query")
_BATCH = "BatchGetItem"
_REFUSED = 300


class Side:
    """The application, or the handler by hand: what answers, and the DynamoDB client that it uses."""

    def __init__(self, handler: Handler, client: Any) -> None:
        self.handler = handler
        self._events = client.meta.events

    def observed(self, text: str) -> tuple[list[str], dict[str, Any]]:
        """The calls that one request makes, writes in any order, and its answer."""
        calls: list[str] = []

        def hear(params: dict[str, Any], model: Any, **_: Any) -> None:
            calls.extend(_named(model.name, params))

        self._events.register("provide-client-params", hear, unique_id="bench")
        answer = self.handler(json.loads(text), None)
        self._events.unregister("provide-client-params", unique_id="bench")
        return calls, answer

    def seconds(self, text: str, calls: int) -> float:
        """Processor seconds of one request. Reading the event is the runtime's work and is left out."""
        events = [json.loads(text) for _ in range(calls)]
        gc.collect()
        began = time.process_time()
        for event in events:
            self.handler(event, None)
        return (time.process_time() - began) / calls


def main() -> None:
    """Warm up, see that both sides do the same, and measure."""
    module, event_file, rounds, calls = sys.argv[1:]
    text = Path(event_file).read_text()
    with redirect_stdout(io.StringIO()):
        sides = _sides(module)
        for _ in range(_WARM_UP):
            for side in sides.values():
                side.handler(json.loads(text), None)
        _require_same(*(side.observed(text) for side in sides.values()))
        times: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(int(rounds)):
            for name, side in sides.items():
                times[name].append(side.seconds(text, int(calls)))
    print(json.dumps(times))


def _sides(module: str) -> dict[str, Side]:
    import app
    from chalicelib.shared import dynamodb
    from infra.bench.by_hand import store

    by_hand = importlib.import_module(f"infra.bench.by_hand.{module}")
    return {"application": Side(app.handler, dynamodb.client()), "by_hand": Side(by_hand.handler, store.CLIENT)}


def _named(operation: str, params: dict[str, Any]) -> list[str]:
    """What is read, and how consistently; or what is written: kinds of items, their attributes, fields of bodies."""
    if operation in _READS:
        return [f"{operation} {params['TableName']} {params.get('ConsistentRead', False)}"]
    if operation == _BATCH:
        asked = params["RequestItems"].items()
        return [f"{operation} {table} {len(one['Keys'])} {one.get('ConsistentRead', False)}" for table, one in asked]
    if operation == "UpdateItem":
        return [f"UpdateItem {kind_of(params['TableName'], params['Key'])}"]
    return sorted(_part(verb, said) for part in params["TransactItems"] for verb, said in part.items())


def _part(verb: str, said: dict[str, Any]) -> str:
    item = said.get("Item") or said["Key"]
    texts = [json.loads(item[name]["S"]) for name in ("body", "act") if name in item]
    fields = [field for text in texts for field in (*sorted(text), *sorted(text.get("changes", ())))]
    return " ".join([verb, kind_of(said["TableName"], item), *sorted(item), *fields])


def _require_same(ours: tuple[list[str], dict[str, Any]], theirs: tuple[list[str], dict[str, Any]]) -> None:
    """The same calls, status and fields in the answer, at every depth; else the comparison would say nothing."""
    if ours[0] != theirs[0]:
        more, less = Counter(ours[0]) - Counter(theirs[0]), Counter(theirs[0]) - Counter(ours[0])
        raise SystemExit(f"the two sides do not make the same calls: the application {more}, by hand {less}")
    bodies = [json.loads(answer["body"]) for _, answer in (ours, theirs)]
    statuses = [answer["statusCode"] for _, answer in (ours, theirs)]
    if not (statuses[0] == statuses[1] < _REFUSED and _fields(bodies[0]) == _fields(bodies[1])):
        raise SystemExit(f"the two sides do not answer alike:\n{statuses} {bodies}")


def _fields(told: Any) -> Any:
    """Names without values: numbers and times differ from one answer to the next."""
    if isinstance(told, dict):
        return {name: _fields(value) for name, value in told.items()}
    return [_fields(one) for one in told] if isinstance(told, list) else None


if __name__ == "__main__":
    main()

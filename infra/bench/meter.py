"""What each operation asks of the tables: calls, read and write units, sizes of items. And what they answered."""

from __future__ import annotations

import io
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import local
from typing import Any
from urllib.parse import urlsplit

from botocore.response import StreamingBody

from infra.bench.answers import ENDINGS, Answer, key_of
from infra.bench.people import Event, Handler

_READS = ("GetItem", "Query")
_BATCH = "BatchGetItem"
_BLOCK = 4096


INDEX = "/index/"
"""In the key of every object that is a search index."""


@dataclass
class Cost:
    """What one run of an operation costs. `written` has the bytes of every item put, by table and kind."""

    calls: Counter[str] = field(default_factory=Counter)
    read_units: float = 0.0
    write_units: float = 0.0
    written: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Scene:
    """An operation to play again: its request, and what the cloud answered up to its end."""

    event: Event
    answers: dict[str, Answer]


class Meter:
    """Listens to a botocore session."""

    def __init__(self, session: Any) -> None:
        self.costs: dict[str, Cost] = {}
        self.scenes: dict[str, Scene] = {}
        self.variant = ""
        self._rests = False
        self._cost = Cost()
        self._last = Cost()
        self._answers: dict[str, Answer] = {}
        self._now_and_then: dict[str, Answer] = {}  # a container asks for these: whoever plays a scene may have to
        self._asked = local()  # a request may read partitions on several threads
        session.register("provide-client-params.dynamodb", self._before)
        session.register("before-send", self._asking)
        session.register("after-call", self._answered)

    def around(self, handler: Handler) -> Handler:
        """The handler, each of whose requests is measured as the operation it turns out to be."""

        def measured(event: Event, context: Any) -> dict[str, Any]:
            sent = json.loads(json.dumps(event))
            self._cost = Cost()
            answer = handler(event, context)
            self.note(f"{event['httpMethod']} {event['requestContext']['resourcePath']} {self.variant}".strip(), sent)
            return answer

        return measured

    @contextmanager
    def told_apart(self, variant: str) -> Iterator[None]:
        """Requests meanwhile are operations of their own: the route's name, and how it is used."""
        self.variant = variant
        yield
        self.variant = ""

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Nothing is measured or remembered meanwhile."""
        self._rests = True
        try:
            yield
        finally:
            self._rests = False

    def note(self, operation: str, event: Event) -> None:
        """What was asked of the cloud since the last note was this operation's."""
        self.costs[operation] = self._last = self._cost
        self.scenes[operation] = Scene(event, self._now_and_then | self._answers)
        self._cost = Cost()

    def cost_of(self, act: Callable[[], object]) -> Cost:
        """What one act costs: a request, or something that calls the cloud past any request."""
        self._cost, self._last = Cost(), Cost()
        act()
        cost, self._cost = self._last if self._last.calls else self._cost, Cost()
        return cost

    def _before(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if self._rests:
            return
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"
        self._asked.batch = params.get("RequestItems", {})
        for part in params.get("TransactItems", ()):
            if put := part.get("Put"):
                self._cost.written.append((kind_of(put["TableName"], put["Item"]), item_bytes(put["Item"])))

    def _asking(self, request: Any, **_: Any) -> None:
        if self._rests:
            return
        target = request.headers.get("X-Amz-Target", b"")
        name = target.decode() if isinstance(target, bytes) else target
        self._asked.key = key_of(name, request.method, urlsplit(request.url).path, request.body or b"")

    def _answered(self, http_response: Any, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        if self._rests:
            return
        content = _read_ahead(parsed["Body"], parsed) if "Body" in parsed else http_response.content
        answer = Answer.of(http_response.status_code, dict(http_response.headers), content)
        self._answers[self._asked.key] = answer
        if self._asked.key.endswith(ENDINGS) or INDEX in self._asked.key:
            self._now_and_then[self._asked.key] = answer
        self._cost.calls[model.name] += 1
        if model.service_model.service_name == "dynamodb":
            self._count(model.name, parsed)

    def _count(self, operation: str, parsed: dict[str, Any]) -> None:
        if operation == _BATCH:
            self._cost.read_units += batch_units(self._asked.batch, parsed["Responses"])
            return
        consumed = parsed.get("ConsumedCapacity", [])
        for each in consumed if isinstance(consumed, list) else [consumed]:
            if operation in _READS:
                self._cost.read_units += each["CapacityUnits"]
            else:
                self._cost.write_units += each["CapacityUnits"]


def batch_units(asked: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> float:
    """Read units of a BatchGetItem, which the local cloud does not tell: each item by itself, a missing one too."""
    units = 0.0
    for table, wanted in asked.items():
        sizes = [item_bytes(item) for item in found.get(table, ())]
        blocks = sum(max(1, -(-size // _BLOCK)) for size in sizes) + len(wanted["Keys"]) - len(sizes)
        units += blocks if wanted.get("ConsistentRead") else blocks / 2
    return units


def _read_ahead(body: Any, parsed: dict[str, Any]) -> bytes:
    """What a stream holds; whoever asked for it reads it from the beginning."""
    content: bytes = body.read()
    parsed["Body"] = StreamingBody(io.BytesIO(content), len(content))
    return content


def kind_of(table: str, item: dict[str, Any]) -> str:
    """The table's variable and the pattern of the item's keys, e.g. `CASES_TABLE CASE#… STATE`."""
    variable = next(name for name, value in os.environ.items() if name.endswith("_TABLE") and value == table)
    return " ".join([variable, *(_pattern(item[name]["S"]) for name in ("pk", "sk"))])


def item_bytes(item: dict[str, dict[str, Any]]) -> int:
    """The size that DynamoDB charges: names and values in UTF-8, numbers at two digits a byte and one more."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: dict[str, Any]) -> int:
    (kind, content), *_ = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return (len(content.strip("-").strip("0")) + 1) // 2 + 1
    if kind == "L":
        return 3 + sum(1 + _value_bytes(entry) for entry in content)
    return 1


def _pattern(key: str) -> str:
    word, divided, _ = key.partition("#")
    shown = word if re.fullmatch("[A-Za-z_]+", word) else "…"
    return f"{shown}#…" if divided else shown

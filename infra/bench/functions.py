"""The functions behind the acts, invoked in this process as their triggers would."""

from __future__ import annotations

import importlib
import json
import os
import time
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from infra.bench.cold import FUNCTIONS, TIME_LEFT_MS
from infra.bench.meter import Meter

Event = dict[str, Any]
_CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: TIME_LEFT_MS)


class Functions:
    """Invoked one by one, each noted as the operation it is. `settings` are each function's, as deployed."""

    def __init__(self, meter: Meter, settings: dict[str, dict[str, str]]) -> None:
        self._meter = meter
        self._settings = settings

    def after(self, case_id: str) -> None:
        """Relay the acts of a case, count, judge and follow the first of them, anchor what is due."""
        lines = self._lines(f"case#{case_id}")
        self._invoke("relay_acts", stream(lines))
        self._invoke("count_acts", queue(lines[:1]))
        self._invoke("assign_tasks", queue(lines[:1]))
        self._invoke("issue_cards", queue(lines[:1]))
        self._invoke("anchor_acts", {})

    def carry_on(self, subject: str, variant: str = "") -> None:
        """Carry an import or an export on, to its end: as often as its last act hands on what is left."""
        seq = 0
        while (last := self._due(subject, seq)) is not None:
            seq = last.act.seq
            self._invoke("run_imports", queue([last]), variant)

    def _due(self, subject: str, seq: int) -> Any:
        last = due(subject, seq)
        self._meter.note("", {})  # reading it is nobody's operation
        return last

    def index(self, item_code: str, variant: str = "") -> None:
        """Bring the index up to date after the last act of an item."""
        self._invoke("index_items", queue(self._lines(f"item#{item_code}")[-1:]), variant)

    def run_out(self, case_id: str, name: str) -> None:
        """Keep what stands of a case after its last act, find what is due, and enforce the named deadline."""
        self._invoke("keep_deadlines", queue(self._lines(f"case#{case_id}")[-1:]))
        self._invoke("sweep_deadlines", {})
        body = json.dumps({"enforce": {"subject": f"case#{case_id}", "name": name}})
        self._invoke("enforce_deadline", {"Records": [{"messageId": "m1", "body": body}]})

    def issue(self, month: str) -> None:
        """Issue the report of a month."""
        self._invoke("issue_reports", {"month": month})

    def _lines(self, subject: str) -> list[Any]:
        lines = lines_of(subject)
        self._meter.note("", {})  # reading them is nobody's operation
        return lines

    def _invoke(self, name: str, event: Event, variant: str = "") -> None:
        os.environ.update(self._settings[FUNCTIONS[name]])
        failed = importlib.import_module(f"functions.{name}.handler").handler(event, _CONTEXT)
        os.environ.update(self._settings["ApiFunction"])
        if failed and failed["batchItemFailures"]:
            raise SystemExit(f"{name} failed: what it logged is above")
        self._meter.note(f"{name} {variant}".strip(), event)


def lines_of(subject: str) -> list[Any]:
    """The acts of a subject, as they go through the relay."""
    from chalicelib.archive.service import Line
    from chalicelib.shared.act_table import acts_of

    return [Line(act, str(10**20 + act.seq)) for act in acts_of(subject)]


def due(subject: str, seq: int) -> Any:
    """The last act of an import or an export, if it came after `seq` and asks for work; else None."""
    last = lines_of(subject)[-1]
    asks = any(last.act.type.endswith(ending) for ending in ("_requested", "_advanced"))
    return last if asks and last.act.seq > seq else None


def stream(lines: Iterable[Any]) -> Event:
    """A batch of the acts table's stream."""
    return {"Records": [_inserted(line) for line in lines]}


def queue(lines: Iterable[Any]) -> Event:
    """A batch of a queue of acts."""
    from chalicelib.archive.service import encode

    records = [
        {
            "messageId": line.act.act_id,
            "body": encode(line).decode(),
            "attributes": {"MessageGroupId": line.act.subject, "ApproximateReceiveCount": "1"},
        }
        for line in lines
    ]
    return {"Records": records}


def _inserted(line: Any) -> dict[str, Any]:
    keys = {name: {"S": value} for name, value in zip(("pk", "sk"), line.key, strict=True)}
    return {
        "eventID": line.sequence,
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "awsRegion": "cn-north-1",
        "dynamodb": {
            "ApproximateCreationDateTime": time.time(),
            "Keys": keys,
            "NewImage": {**keys, "act": {"S": line.act.canonical}, "hash": {"S": line.act.hash}},
            "SequenceNumber": line.sequence,
            "StreamViewType": "NEW_IMAGE",
        },
    }

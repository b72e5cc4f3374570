"""The functions behind the acts, invoked in this process as their triggers would."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterable
from typing import Any

from infra.bench.cold import FUNCTIONS
from infra.bench.meter import Meter

Event = dict[str, Any]


def run(meter: Meter, settings: dict[str, dict[str, str]], case_id: str) -> None:
    """Relay the acts of a case, count the first of them, anchor what is due; each noted as the operation it is."""
    from chalicelib.archive.service import Line
    from chalicelib.shared.act_table import acts_of

    lines = [Line(act, str(10**20 + act.seq)) for act in acts_of(f"case#{case_id}")]
    meter.note("", {})  # reading them is nobody's operation
    events: dict[str, Event] = {"relay_acts": stream(lines), "count_acts": queue(lines[:1]), "anchor_acts": {}}
    for name, event in events.items():
        os.environ.update(settings[FUNCTIONS[name]])
        importlib.import_module(f"functions.{name}.handler").handler(event, None)
        meter.note(name, event)
    os.environ.update(settings["ApiFunction"])


def stream(lines: Iterable[Any]) -> Event:
    """A batch of the acts table's stream."""
    return {"Records": [_inserted(line) for line in lines]}


def queue(lines: Iterable[Any]) -> Event:
    """A batch of the statistics queue."""
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

"""Poison, put aside with its reason: nothing is lost, and somebody is called."""

from __future__ import annotations

import json
from typing import Any

from functions.relay_acts.batch import Poison

MAX_BYTES = 1_048_576


class DeadLetters:
    """The dead letter queue. `client` is a botocore SQS client."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def put(self, poison: Poison) -> None:
        """Put one record aside. Raises what the client raises."""
        self._client.send_message(QueueUrl=self._url, MessageBody=letter(poison))


def about(poison: Poison) -> dict[str, Any]:
    """What is said of a record put aside, in letter and log: keys and numbers, no contents."""
    record = poison.record
    change = record.get("dynamodb") or {}
    return {
        "reason": poison.reason,
        "detail": poison.detail,
        "queue": poison.queue,
        "event_id": record.get("eventID"),
        "event_name": record.get("eventName"),
        "sequence": change.get("SequenceNumber"),
        "keys": change.get("Keys"),
    }


def letter(poison: Poison) -> str:
    """The letter: reason and record; without the record if SQS would not take it (the act stays in its table)."""
    said = about(poison)
    whole = json.dumps({**said, "record": poison.record}, ensure_ascii=False, sort_keys=True)
    if len(whole.encode("utf-8", "surrogatepass")) <= MAX_BYTES and whole.isprintable():
        return whole
    return json.dumps(said, sort_keys=True)

"""An SQS queue of what is to be done: a standard one, whose messages may come twice and in any order."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from chalicelib.enforcement.ports import NotSent

_AT_ONCE = 10  # entries of a batch
_ATTEMPTS = 4
_FIRST_PAUSE = 0.1
_DEPTH = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


class SqsQueue:
    """A `Queue`. `client` is a botocore SQS client."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def send(self, messages: Iterable[Mapping[str, Any]], delay: int = 0) -> int:
        """Send them, to be delivered after `delay` seconds; return how many. Raises `NotSent`."""
        left, sent = iter(messages), 0
        while entries := [_entry(number, message, delay) for number, message in enumerate(islice(left, _AT_ONCE))]:
            self._send(entries)
            sent += len(entries)
        return sent

    def waiting(self) -> int:
        """How many wait or are being worked on, roughly."""
        told = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=list(_DEPTH))["Attributes"]
        return sum(int(told[name]) for name in _DEPTH)

    def _send(self, entries: list[dict[str, Any]]) -> None:
        """What SQS does not take of a batch is sent again by itself."""
        for attempt in range(_ATTEMPTS):
            failed = self._client.send_message_batch(QueueUrl=self._url, Entries=entries).get("Failed", ())
            refused = {entry["Id"]: entry["Code"] for entry in failed}
            entries = [entry for entry in entries if entry["Id"] in refused]
            if not entries:
                return
            time.sleep(random.uniform(0, _FIRST_PAUSE * 2**attempt))
        raise NotSent(", ".join(sorted(set(refused.values()))))


def _entry(number: int, message: Mapping[str, Any], delay: int) -> dict[str, Any]:
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return {"Id": str(number), "MessageBody": body, "DelaySeconds": delay}

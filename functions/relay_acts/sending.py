"""Acts into an SQS FIFO queue: the act's id keeps it from coming twice, its subject keeps the order.

A batch has at most 10 entries and 1 MiB in all. Of the entries that SQS refuses, those that are the sender's fault are
refused for good; anything else may pass next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from chalicelib.archive.service import Line, encode

MAX_ENTRIES = 10
MAX_BYTES = 1_048_576
_ID = re.compile(r"[!-~]{1,128}")  # what SQS takes as a group and as a deduplication id
# The sender's fault in SQS's words, but a fault of the deployment: the act itself may pass once it is mended.
_TRANSIENT = re.compile(r"(KMS|Kms|RequestThrottled|Throttling|AccessDenied|OverLimit|QueueDoesNotExist)")


class NotSent(Exception):
    """The queue did not take everything and may take it later: the whole batch must come again."""


class Refused(NamedTuple):
    """An act that the queue will never take."""

    line: Line
    reason: str
    detail: str = ""


class FifoQueue:
    """One queue. `client` is a botocore SQS client."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def send(self, lines: Iterable[Line]) -> list[Refused]:
        """Send acts in order; return those refused for good. Raises `NotSent`, or what the client raises."""
        refused: list[Refused] = []
        sendable: list[Line] = []
        for line in lines:
            fault = unsendable(line)
            refused.append(fault) if fault else sendable.append(line)
        for batch in packed(sendable):
            refused += self._send_batch(batch)
        return refused

    def _send_batch(self, batch: Sequence[Line]) -> list[Refused]:
        answer = self._client.send_message_batch(
            QueueUrl=self._url, Entries=list(map(_entry, range(len(batch)), batch))
        )
        failed = answer.get("Failed", ())
        if transient := [entry["Code"] for entry in failed if not for_good(entry)]:
            raise NotSent(", ".join(sorted(set(transient))))
        return [Refused(batch[int(entry["Id"])], "queue_refused", str(entry["Code"])) for entry in failed]


def unsendable(line: Line) -> Refused | None:
    """What is known before asking: too large, or ids that SQS does not take."""
    if (size := len(encode(line))) > MAX_BYTES:
        return Refused(line, "act_too_large", f"{size} bytes")
    if not (_ID.fullmatch(line.act.subject) and _ID.fullmatch(line.act.act_id)):
        return Refused(line, "act_unaddressable")
    return None


def packed(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Batches that SQS takes, in order."""
    batch: list[Line] = []
    size = 0
    for line in lines:
        weight = len(encode(line))
        if batch and (len(batch) == MAX_ENTRIES or size + weight > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += weight
    if batch:
        yield batch


def for_good(failed: dict[str, Any]) -> bool:
    """Whether a failed entry will fail again whenever it is sent."""
    return bool(failed.get("SenderFault")) and not _TRANSIENT.search(str(failed["Code"]))


def _entry(number: int, line: Line) -> dict[str, str]:
    return {
        "Id": str(number),
        "MessageBody": encode(line).decode(),
        "MessageDeduplicationId": line.act.act_id,
        "MessageGroupId": line.act.subject,
    }

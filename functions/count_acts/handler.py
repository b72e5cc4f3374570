"""SQS FIFO `StatisticsQueue` → counters. What fails comes again, and what follows it in its group waits for it."""

from __future__ import annotations

from typing import Any

from chalicelib.archive.service import decode
from chalicelib.shared.logging import logger
from chalicelib.wiring import supervision as wiring


class ActAltered(ValueError):
    """The act on the queue is not what its hash says."""


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Count a batch of acts; answer those that must come again."""
    failed: list[dict[str, str]] = []
    waiting: set[str] = set()
    for record in event["Records"]:
        group = record["attributes"]["MessageGroupId"]
        if group in waiting or not _counted(record):
            waiting.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
    logger.info("acts counted", extra={"acts": len(event["Records"]) - len(failed), "failed": len(failed)})
    return {"batchItemFailures": failed}


def _counted(record: dict[str, Any]) -> bool:
    """Whether the act is counted now. After some receipts a failing one becomes a dead letter, which rings."""
    try:
        count(record["body"])
    except Exception:
        logger.exception("act not counted", extra={"message_id": record["messageId"]})
        return False
    return True


def count(body: str) -> None:
    """Count the act in a message's body. Raises `LineUnreadable`, `ActAltered`, and what the use case raises."""
    line = decode(body)
    if not line.intact:
        raise ActAltered(line.act.act_id)
    wiring.supervision_service().count(line.act)

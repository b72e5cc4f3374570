"""Acts from an SQS FIFO queue, one after the other: what fails comes again, and what follows it in its group waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.archive.service import decode
from chalicelib.shared.acts import Act
from chalicelib.shared.logging import logger

Use = Callable[[Act], None]


class ActAltered(ValueError):
    """The act on the queue is not what its hash says."""


def take(records: list[dict[str, Any]], use: Use, done: str) -> dict[str, list[dict[str, str]]]:
    """Do with each act what `use` does, which `done` names in the log; answer those that must come again."""
    failed: list[dict[str, str]] = []
    waiting: set[str] = set()
    for record in records:
        group = record["attributes"]["MessageGroupId"]
        if group in waiting or not _taken(record, use, done):
            waiting.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
    logger.info(done, extra={"acts": len(records) - len(failed), "failed": len(failed)})
    return {"batchItemFailures": failed}


def _taken(record: dict[str, Any], use: Use, done: str) -> bool:
    """Whether it is done now. After some receipts a failing act becomes a dead letter, which rings."""
    try:
        use(_act(record["body"]))
    except Exception:
        logger.exception(f"not {done}", extra={"message_id": record["messageId"]})
        return False
    return True


def _act(body: str) -> Act:
    """The act in a message's body. Raises `LineUnreadable`, `ActAltered`."""
    line = decode(body)
    if not line.intact:
        raise ActAltered(line.act.act_id)
    return line.act

"""SQS FIFO `ImportsQueue` → imports and exports, carried on. What fails comes again; what follows it waits for it."""

from __future__ import annotations

from typing import Any

from chalicelib.archive.service import decode
from chalicelib.shared.logging import logger
from chalicelib.wiring import catalogue as wiring


class ActAltered(ValueError):
    """The act on the queue is not what its hash says."""


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Carry on what a batch of acts is about; answer those that must come again."""
    failed: list[dict[str, str]] = []
    waiting: set[str] = set()
    for record in event["Records"]:
        group = record["attributes"]["MessageGroupId"]
        if group in waiting or not _carried_on(record):
            waiting.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
    logger.info("imports carried on", extra={"acts": len(event["Records"]) - len(failed), "failed": len(failed)})
    return {"batchItemFailures": failed}


def _carried_on(record: dict[str, Any]) -> bool:
    """Whether the act did what it asks for. After some receipts a failing one becomes a dead letter, which rings."""
    try:
        carry_on(record["body"])
    except Exception:
        logger.exception("import not carried on", extra={"message_id": record["messageId"]})
        return False
    return True


def carry_on(body: str) -> None:
    """Do what the act in a message's body asks for. Raises `LineUnreadable`, `ActAltered`, what the use case raises."""
    line = decode(body)
    if not line.intact:
        raise ActAltered(line.act.act_id)
    kind, _, id_ = line.act.subject.partition("#")
    if kind == "import":
        wiring.import_runner().carry_on(id_, line.act.seq)
    elif kind == "export":
        wiring.export_runner().carry_on(id_, line.act.seq)

"""SQS FIFO `ItemsQueue` → the search index. An act is only the bell: what is to be done stands in the table."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.logging import logger
from chalicelib.wiring import catalogue as wiring


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Fold whatever is pending, once for all acts of a batch; if that fails, all of them come again."""
    acts = event["Records"]
    try:
        folded = wiring.index_builder().fold()
    except Exception:
        logger.exception("index not built", extra={"acts": len(acts)})
        return {"batchItemFailures": [{"itemIdentifier": act["messageId"]} for act in acts]}
    pointer = folded.pointer
    said = {"acts": len(acts), "pending": folded.pending, "entries": pointer.entries, "bytes": pointer.size}
    logger.info("index built", extra={**said, "sha256": pointer.sha256})
    return {"batchItemFailures": []}

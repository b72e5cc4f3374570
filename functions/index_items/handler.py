"""SQS FIFO `ItemsQueue` → the search index, and the directory of materials.

An act is only the bell: what is to be done stands in the table.
"""

from __future__ import annotations

from typing import Any

from chalicelib.archive.service import decode
from chalicelib.shared.logging import logger
from chalicelib.wiring import catalogue as wiring


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Fold whatever is pending, once for all acts of a batch; if that fails, all of them come again.

    Then the directory of materials follows each act's item; of those that it cannot, the acts come again.
    """
    acts = event["Records"]
    try:
        folded = wiring.index_builder().fold()
    except Exception:
        logger.exception("index not built", extra={"acts": len(acts)})
        return _again(acts)
    pointer = folded.pointer
    said = {"acts": len(acts), "pending": folded.pending, "entries": pointer.entries, "bytes": pointer.size}
    logger.info("index built", extra={**said, "sha256": pointer.sha256})
    return _again([act for act in acts if not _followed(act)])


def _followed(act: dict[str, Any]) -> bool:
    """Whether the directory has what is in force of the act's item."""
    try:
        wiring.proof_directory().follow(str(decode(act["body"]).act.changes["item_code"]))
    except Exception:
        logger.exception("directory of materials not brought up to date", extra={"message_id": act["messageId"]})
        return False
    return True


def _again(acts: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
    return {"batchItemFailures": [{"itemIdentifier": act["messageId"]} for act in acts]}

"""SQS `EnforcementQueue` → one deadline enforced, or one step of a recomputation; each message by itself."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.shared.logging import logger
from chalicelib.wiring import enforcement as wiring
from functions.missing_calendar import tell_provisional


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Do what a batch asks for; answer the messages that must come again."""
    failed = [{"itemIdentifier": record["messageId"]} for record in event["Records"] if not _done(record)]
    logger.info("deadlines enforced", extra={"messages": len(event["Records"]) - len(failed), "failed": len(failed)})
    return {"batchItemFailures": failed}


def _done(record: dict[str, Any]) -> bool:
    """Whether it is done now. After some receipts a failing message becomes a dead letter, which rings."""
    try:
        _do(json.loads(record["body"]))
    except Exception:
        logger.exception("not enforced", extra={"message_id": record["messageId"]})
        return False
    return True


def _do(said: dict[str, Any]) -> None:
    """Carry out one message. Raises what the use case raises, KeyError for a message that is none of ours."""
    if "enforce" in said:
        asked = said["enforce"]
        followed = wiring.enforcement_service().enforce(asked["subject"], asked["name"])
        tell_provisional(asked["subject"], followed.provisional)
    elif "subject" in (asked := said["recompute"]):
        followed = wiring.recomputing().one(asked["release"], asked["subject"])
        tell_provisional(asked["subject"], followed.provisional)
    else:
        wiring.asking().go_on(asked["release"], asked["place"], asked["after"])

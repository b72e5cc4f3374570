"""SQS FIFO `SupervisionQueue` → supervision cards, where an act breaks a rule."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.shared.logging import logger
from chalicelib.wiring import supervision as wiring
from functions.fifo_acts import take


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Judge a batch of acts; answer those that must come again."""
    return take(event["Records"], judge, "acts judged")


def judge(act: Act) -> None:
    """Issue the cards that follow from an act. Raises what the use case raises."""
    if issued := wiring.issue_cards(act):
        logger.info("cards issued", extra={"case": act.subject, "card_ids": list(issued)})

"""SQS FIFO `StatisticsQueue` → counters."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.wiring import supervision as wiring
from functions.fifo_acts import take


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Count a batch of acts; answer those that must come again."""
    return take(event["Records"], count, "acts counted")


def count(act: Act) -> None:
    """Count the act. Raises what the use case raises."""
    wiring.supervision_service().count(act)

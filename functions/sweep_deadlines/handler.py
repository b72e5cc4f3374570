"""Schedule → what is due by law time, a message each onto `EnforcementQueue`."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.logging import logger
from chalicelib.wiring import enforcement as wiring

RESERVE_MS = 15_000
"""So much of the function's time is left for the batch under way, with its repetitions."""


def handler(_event: object, context: Any) -> None:
    """Send what is due. What is left when time is up is still due at the next start."""
    swept = wiring.sweeping().sweep(lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    logger.info("deadlines swept", extra={"sent": swept.sent, "whole": swept.whole})

"""SQS FIFO `AssignmentsQueue` → open tasks given to people, where the city has a rule for it."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.shared.logging import logger
from chalicelib.wiring import cases as wiring
from functions.fifo_acts import take


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Look at the cases of a batch of acts; answer those that must come again."""
    return take(event["Records"], assign, "tasks assigned")


def assign(act: Act) -> None:
    """Give away what waits in the act's case. Raises what the use case raises."""
    case_id = act.subject.removeprefix("case#")
    if given := wiring.assigner().follow(case_id):
        logger.info("given by rule", extra={"case_id": case_id, "task_ids": list(given)})

"""SQS FIFO `ImportsQueue` → imports and exports, carried on."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.wiring import catalogue as wiring
from functions.fifo_acts import take


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Carry on what a batch of acts is about; answer those that must come again."""
    return take(event["Records"], carry_on, "imports carried on")


def carry_on(act: Act) -> None:
    """Do what the act asks for. Raises what the use case raises."""
    kind, _, id_ = act.subject.partition("#")
    if kind == "import":
        wiring.import_runner().carry_on(id_, act.seq)
    elif kind == "export":
        wiring.export_runner().carry_on(id_, act.seq)

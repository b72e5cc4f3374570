"""Daily schedule → accounts whose closing is due are closed, and persons whose records need no keeping are erased.

What is due is what law time says; whoever was left out one day is due the next.
"""

from __future__ import annotations

from chalicelib.shared.errors import ServiceError
from chalicelib.shared.logging import logger
from chalicelib.wiring import persons


def handler(_event: object, _context: object) -> None:
    """Carry out what is due, each person by themselves. What failed raises in the end, and the whole comes again."""
    closings, failed = persons.due_closings(), 0
    for person_id in closings.due():
        try:
            state = closings.carry_out(person_id)
        except ServiceError:
            failed += 1
            logger.exception("closing failed", extra={"person_id": person_id})
        else:
            logger.info("closing carried out", extra={"person_id": person_id, "state": state})
    if failed:
        raise RuntimeError(f"{failed} closings failed")

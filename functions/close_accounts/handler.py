"""Daily schedule → accounts whose closing is due are closed, and persons whose records need no keeping are erased.

What is due is what law time says; whoever was left out one day is due the next.
"""

from __future__ import annotations

from chalicelib.shared.logging import logger
from chalicelib.wiring import persons


def handler(_event: object, _context: object) -> None:
    """Carry out what is due, each person by themselves: what fails for one is raised when the others are done."""
    closings, failures = persons.due_closings(), list[Exception]()
    for person_id in closings.due():
        try:
            state = closings.carry_out(person_id)
        except Exception as failed:
            logger.exception("closing failed", extra={"person_id": person_id})
            failures.append(failed)
        else:
            logger.info("closing carried out", extra={"person_id": person_id, "state": state})
    if failures:
        raise ExceptionGroup("closings failed", failures)

"""SQS FIFO `DeadlinesQueue` → what stands of each case and card, kept by when it is due."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.acts import Act
from chalicelib.wiring import enforcement as wiring
from functions.fifo_acts import take
from functions.missing_calendar import tell_provisional

_CALENDAR = "calendar"


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Follow the subjects of a batch of acts; answer those that must come again."""
    return take(event["Records"], keep, "deadlines kept")


def keep(act: Act) -> None:
    """Follow the act's subject; of configuration only another calendar matters. Raises what the use case raises."""
    if act.subject == "configuration":
        if act.changes.get("document") == _CALENDAR:
            wiring.asking().begin(int(str(act.changes["release"])))
        return
    followed = wiring.enforcement_service().follow(act.subject)
    tell_provisional(act.subject, followed.provisional)
    if followed.calendar and act.changes.get("calendar", followed.calendar) != followed.calendar:
        _asked_late(act.subject)


def _asked_late(subject: str) -> None:
    """What nobody had followed yet when another calendar came was not among the subjects that were asked for."""
    wiring.asking().one(wiring.newest_release(), subject)

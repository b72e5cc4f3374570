"""What stopped the clock of a case, by its acts: special procedures (Art. 45), and waiting for corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.neighbours import Dates, Stop
from chalicelib.cases.terms import Period
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

WAITING = "补正等待"
_AGAIN = frozenset({acts.RESUBMITTED.name, acts.RETURNED.name, acts.WITHDRAWN.name})
_OVER = frozenset(
    one.name for one in (acts.DECIDED, acts.DECLINED, acts.RETURNED, acts.TOLERANCE_LAPSED, acts.WITHDRAWN)
)
_PROCEDURE = "特别程序"


def special_procedures(told: Iterable[Act], dates: Dates) -> tuple[Stop, ...]:
    """The pauses of the handling, the last one without an end while it goes on."""
    stops: list[Stop] = []
    for act in told:
        if act.type == acts.SUSPENDED.name:
            stops.append(_announced(act, dates))
        elif act.type == acts.RESUMED.name and stops:
            stops[-1] = stops[-1]._replace(through=on(act))
    return tuple(stops)


def corrections(told: Iterable[Act]) -> tuple[Stop, ...]:
    """How long the application was with its applicant to be corrected."""
    stops: list[Stop] = []
    for act in told:
        if act.type == acts.CORRECTION_REQUESTED.name:
            stops.append(Stop(on(act), None, None, WAITING))
        elif act.type in _AGAIN and stops and stops[-1].through is None:
            stops[-1] = stops[-1]._replace(through=on(act))
    return tuple(stops)


def handed_in(told: Iterable[Act]) -> Iterator[date]:
    """The days on which something was handed in that the office had to answer: each begins the clock anew."""
    return (on(act) for act in told if act.type in (acts.SUBMITTED.name, acts.RESUBMITTED.name))


def over_on(told: Iterable[Act]) -> date | None:
    """The day on which the application was decided, or came to an end before."""
    return next((on(act) for act in told if act.type in _OVER), None)


def on(act: Act) -> date:
    """The civil date of an act."""
    return civil_date(from_rfc3339(act.law_time))


def _announced(act: Act, dates: Dates) -> Stop:
    changes: dict[str, Any] = act.changes
    pause = changes["pause"]
    since, period = date.fromisoformat(pause["since"]), Period(pause["value"], pause["unit"])
    cap = dates.due_on(since, period) or dates.estimating.due_on(since, period)
    if pause.get("until_on") and not changes.get("provisional"):
        cap = date.fromisoformat(pause["until_on"])
    return Stop(since, None, cap, pause.get("name") or _PROCEDURE)

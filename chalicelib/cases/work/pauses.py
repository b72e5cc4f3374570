"""The special procedures (行政许可法 Art. 45) that stopped the clock of a case, by its acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from chalicelib.cases.acts import RESUMED, SUSPENDED
from chalicelib.cases.neighbours import Dates, Stop
from chalicelib.cases.terms import Period
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

_PROCEDURE = "特别程序"


def special_procedures(told: Iterable[Act], dates: Dates, ended_on: date | None = None) -> tuple[Stop, ...]:
    """Each with the end that was announced, by that calendar; the last one without another while it goes on.

    `ended_on`: it goes on no longer than that.
    """
    stops: list[Stop] = []
    for act in told:
        if act.type == SUSPENDED.name:
            stops.append(_announced(act, dates))
        elif act.type == RESUMED.name and stops:
            stops[-1] = stops[-1]._replace(through=_on(act))
    if stops and stops[-1].through is None:
        stops[-1] = stops[-1]._replace(through=ended_on)
    return tuple(stops)


def _announced(act: Act, dates: Dates) -> Stop:
    changes: dict[str, Any] = act.changes
    pause = changes["pause"]
    since = date.fromisoformat(pause["since"])
    cap = dates.due_on(since, Period(pause["value"], pause["unit"]))
    return Stop(since, None, cap, pause.get("name") or _PROCEDURE)


def _on(act: Act) -> date:
    return civil_date(from_rfc3339(act.law_time))

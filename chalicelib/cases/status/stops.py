"""What stopped the clock of the answer, by the acts of a case: waiting for its applicant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from chalicelib.cases import acts
from chalicelib.cases.neighbours import Stop
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

WAITING, FOLLOWING = "补正等待", "容缺材料补交等待"
_BEGIN = {acts.CORRECTION_REQUESTED.name: WAITING, acts.RECEIVED.name: FOLLOWING}
_END = {acts.RESUBMITTED.name: WAITING, acts.SUPPLEMENTED.name: FOLLOWING}
_OVER = frozenset(
    one.name for one in (acts.DECIDED, acts.DECLINED, acts.RETURNED, acts.TOLERANCE_LAPSED, acts.WITHDRAWN)
)
_HANDED_IN = frozenset({acts.SUBMITTED.name, acts.RESUBMITTED.name})


def waits(told: Iterable[Act]) -> tuple[Stop, ...]:
    """How long the application was with its applicant: to be corrected, or to be completed after 容缺收件."""
    stops: list[Stop] = []
    for act in told:
        stops = [_ended(stop, act) for stop in stops]
        if name := _BEGIN.get(act.type):
            stops.append(Stop(on(act), None, None, name))
    return tuple(stops)


def handed_in(told: Iterable[Act]) -> Iterator[date]:
    """The days on which something was handed in that the office had to answer: each begins the clock anew."""
    taken_in = False
    for act in told:
        if act.type in _HANDED_IN or (act.type == acts.SUPPLEMENTED.name and taken_in):
            yield on(act)
        taken_in = act.type == acts.RECEIVED.name or (taken_in and act.type != acts.SUPPLEMENTED.name)


def over_on(told: Iterable[Act]) -> date | None:
    """The day on which the application was decided, or came to an end before."""
    return next((on(act) for act in told if act.type in _OVER), None)


def on(act: Act) -> date:
    """The civil date of an act."""
    return civil_date(from_rfc3339(act.law_time))


def _ended(stop: Stop, act: Act) -> Stop:
    ends = act.type in _OVER or _END.get(act.type) == stop.name
    return stop._replace(through=on(act)) if ends and stop.through is None else stop

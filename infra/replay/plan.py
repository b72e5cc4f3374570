"""What a log says happened, put in order: cases with their days, moments to play, and the lines that cannot be.

A local time of the log is played at the instant at which a clock in Asia/Shanghai shows the same: civil dates are what
deadlines are made of, and so they stay what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from chalicelib.shared.clocks import SHANGHAI
from infra.replay.items import LONGEST, RULE, Limit
from infra.replay.log import Event, Refused

_DAY = timedelta(days=1)
_NOTHING_HAPPENS = datetime(2010, 1, 2, tzinfo=SHANGHAI)


class Kind(IntEnum):
    """What is played at a moment; at one instant in this order."""

    BEGIN = 0
    EXTEND = 1
    WORK = 2
    END = 3


class Told(NamedTuple):
    """What the log says of a case, as instants of law time and civil dates; `doubt` says which of it cannot be."""

    case_id: str
    responsible: str
    start: datetime
    planned_end: datetime | None
    end: datetime | None
    due_on: date | None
    last_on: date | None
    limit: Limit
    doubt: str = ""


class Moment(NamedTuple):
    """Something to play. `event` is there for a piece of work alone."""

    at: datetime
    kind: Kind
    case_id: str
    event: Event | None = None


class Plan(NamedTuple):
    """A whole log. `lines` are those after the header, `read` those of them that are events at all, as they lie there;
    `reordered` came after a later one of their case."""

    lines: int
    read: tuple[Event, ...]
    cases: dict[str, Told]
    unreadable: tuple[str, ...]
    moments: tuple[Moment, ...]
    refused: tuple[Refused, ...]
    reordered: tuple[int, ...]

    @property
    def opened(self) -> datetime:
        """The day before anything happens."""
        return min((moment.at for moment in self.moments), default=_NOTHING_HAPPENS) - _DAY

    @property
    def finish(self) -> datetime:
        """When everything has happened, and the last day of whatever never ended is over."""
        last = max((moment.at for moment in self.moments), default=_NOTHING_HAPPENS)
        open_ = [_over(case.last_on) for case in self.cases.values() if case.last_on and case.end is None]
        return max(last, *open_, last) + _DAY


def planned(lines: Iterable[Event | Refused]) -> Plan:
    """Sort a log out."""
    read = list(lines)
    refused = [line for line in read if isinstance(line, Refused)]
    firsts: dict[str, Event] = {}
    kept: list[Event] = []
    seen: dict[tuple[str, str], int] = {}
    events = tuple(line for line in read if isinstance(line, Event))
    for event in events:
        if reason := _not_to_play(event, firsts.setdefault(event.case_id, event), seen):
            refused.append(reason)
        else:
            kept.append(event)
    cases = {case_id: _told(first) for case_id, first in firsts.items()}
    unreadable = sorted({one.case_id for one in refused if one.case_id} - set(cases))
    moments = sorted((*_frames(cases.values()), *map(_work, kept)), key=_order)
    return Plan(len(read), events, cases, tuple(unreadable), tuple(moments), tuple(refused), _reordered(kept))


def _not_to_play(event: Event, first: Event, seen: dict[tuple[str, str], int]) -> Refused | None:
    before = seen.setdefault((event.case_id, event.task_instance), event.line)
    if before != event.line:
        return Refused(event.line, "doubled", f"{event.task_instance} is line {before}", event.case_id)
    if event.case != first.case:
        return Refused(event.line, "case_differs", f"from what line {first.line} says of the case", event.case_id)
    if lawful(event.ts) < lawful(event.start):
        return Refused(event.line, "before_start", f"the case starts {event.start.isoformat()}", event.case_id)
    return None


def lawful(instant: datetime) -> datetime:
    """The instant at which a clock in Asia/Shanghai shows what the log's local clock did."""
    return instant.replace(tzinfo=SHANGHAI)


def _over(last: date) -> datetime:
    return datetime(last.year, last.month, last.day, tzinfo=SHANGHAI) + _DAY


def _told(event: Event) -> Told:
    begun, ended = lawful(event.start), lawful(event.end) if event.end else None
    days = _days(event)
    doubts = [days.doubt] if days.doubt else []
    if ended and ended < begun:
        ended = None
        doubts.append("it ends before it starts")
    return Told(
        case_id=event.case_id,
        responsible=event.responsible,
        start=begun,
        planned_end=lawful(days.due) if days.due else None,
        end=ended,
        due_on=days.due.date() if days.due else None,
        last_on=days.last.date() if days.last else None,
        limit=days.limit,
        doubt="; ".join(doubts),
    )


class _Days(NamedTuple):
    """Until when a case was planned and until when it might take, and the limit that says so."""

    limit: Limit
    due: datetime | None = None
    last: datetime | None = None
    doubt: str = ""


def _days(event: Event) -> _Days:
    """What of the days can be: without a planned end it is the rule, and without a deadline nothing is added."""
    due, last = event.planned_end or event.deadline, event.deadline or event.planned_end
    if due is None or last is None:
        return _Days(Limit(RULE))
    days, more = _between(event.start, due), _between(due, last)
    if not 0 <= days <= LONGEST:
        return _Days(Limit(RULE), doubt="its planned end cannot be")
    if not 0 <= more <= LONGEST:
        return _Days(Limit(days), due, due, "its deadline cannot be")
    return _Days(Limit(days, more), due, last)


def _between(first: datetime, last: datetime) -> int:
    """Civil days, each by the clock that was the log's then."""
    return (last.date() - first.date()).days


def _frames(cases: Iterable[Told]) -> Iterable[Moment]:
    """What the log says of each case beside its events: when it begins, is given more time, and ends."""
    for case in cases:
        yield Moment(case.start, Kind.BEGIN, case.case_id)
        if case.limit.more and case.planned_end:
            last = min(case.planned_end, case.end or case.planned_end)
            yield Moment(max(case.start, last), Kind.EXTEND, case.case_id)
        if case.end:
            yield Moment(case.end, Kind.END, case.case_id)


def _work(event: Event) -> Moment:
    return Moment(lawful(event.ts), Kind.WORK, event.case_id, event)


def _order(moment: Moment) -> tuple[datetime, int, str, int]:
    return moment.at, moment.kind, moment.case_id, moment.event.line if moment.event else 0


def _reordered(kept: Iterable[Event]) -> tuple[int, ...]:
    """Lines that came after a later one of their case: they are played in time all the same."""
    latest: dict[str, datetime] = {}
    found = []
    for event in kept:
        if event.ts < latest.get(event.case_id, event.ts):
            found.append(event.line)
        latest[event.case_id] = max(event.ts, latest.get(event.case_id, event.ts))
    return tuple(found)


def by_reason(refused: Iterable[Refused]) -> dict[str, int]:
    """How many lines were refused for what, the most frequent first."""
    return dict(Counter(one.reason for one in refused).most_common())

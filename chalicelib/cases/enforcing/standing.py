"""What stands of a case, as whoever keeps the clock stores it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.cases.enforcing.days import Reminding, Running, running
from chalicelib.cases.enforcing.known import Known
from chalicelib.cases.enforcing.moments import Moment, moments
from chalicelib.shared.due import Deadline, Standing


class Watched(NamedTuple):
    """A deadline, and what is still to come of it."""

    deadline: Deadline
    running: Running
    moments: tuple[Moment, ...]

    def due(self, now: str) -> tuple[Moment, ...]:
        """Those of its moments that have come by an instant."""
        return tuple(moment for moment in self.moments if moment.at <= now)


def standing(known: Known, settings: Reminding) -> Standing:
    """Every deadline of the case as it stands."""
    return Standing(known.case.seq, tuple(watched.deadline for watched in all_of(known, settings)))


def all_of(known: Known, settings: Reminding) -> Iterator[Watched]:
    """The same, each with its moments."""
    for one in running(known.case, known.terms, known.dates, settings, known.asked_on, known.told):
        deadline = _deadline(known, one)
        coming = moments(one, known.dates, settings, known.case.alarms.get(deadline.name))
        next_at = coming[0].at if coming else None
        yield Watched(deadline._replace(next_at=next_at), one, tuple(coming))


def _deadline(known: Known, one: Running) -> Deadline:
    day = one.due_on.isoformat() if one.due_on else None
    return Deadline(
        known.case.subject, one.kind, one.key, day, provisional=one.provisional, calendar=known.dates.version
    )

"""Periods that are interrupted (行政许可法 Art. 45) or prolonged (Art. 42)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from chalicelib.deadlines.calendars import Calendar
from chalicelib.deadlines.working_days import due_on as plain_due_on


class Pause(NamedTuple):
    """Days that do not count: those after the day `after` on which it was announced, through the day `through`.

    `through` None: it goes on. `cap`: the last day that was announced; whatever comes later counts again. `name` says
    for what, to whoever reads the explanation (专家评审, 补正等待).
    """

    after: date
    through: date | None = None
    cap: date | None = None
    name: str = ""

    @property
    def last(self) -> date | None:
        """Its last day; None while it goes on without a cap."""
        return min((day for day in (self.through, self.cap) if day), default=None)


class Extension(NamedTuple):
    """So many more of a unit, of which the law allows `most`: 10 working days (行政许可法 Art. 42)."""

    value: int
    unit: str = "WD"
    most: int | None = None

    @property
    def granted(self) -> int:
        """What of it counts."""
        return self.value if self.most is None else min(self.value, self.most)


class Part(NamedTuple):
    """A part of a period in one unit: it begins after `start` and ends on `due`; None while a pause goes on."""

    start: date
    n: int
    unit: str
    due: date | None


def parts(
    start: date,
    n: int,
    unit: str,
    *,
    rolls: bool,
    calendar: Calendar,
    pauses: Iterable[Pause],
    extension: Extension | None,
) -> Iterator[Part]:
    """The period, and its extension where that is told in another unit: it follows upon the end of the first.

    Raises as `service.due_on`.
    """
    if extension and extension.unit == unit:
        n, extension = n + extension.granted, None
    stopped = merged(pauses)
    first = Part(start, n, unit, _due(start, n, unit, rolls, calendar, stopped))
    yield first
    if extension and first.due:
        due = _due(first.due, extension.granted, extension.unit, rolls, calendar, stopped)
        yield Part(first.due, extension.granted, extension.unit, due)


def interrupted_due_on(
    start: date,
    n: int,
    unit: str,
    *,
    rolls: bool,
    calendar: Calendar,
    pauses: Iterable[Pause],
    extension: Extension | None,
) -> date | None:
    """The last day of the period with its extension; None while a pause goes on. Raises as `service.due_on`."""
    *_, last = parts(start, n, unit, rolls=rolls, calendar=calendar, pauses=pauses, extension=extension)
    return last.due


def merged(pauses: Iterable[Pause]) -> list[tuple[date, date | None]]:
    """Intervals (after, through) that neither overlap nor touch, in order; through None: it goes on."""
    found: list[tuple[date, date | None]] = []
    for after, last in sorted(((pause.after, pause.last) for pause in pauses), key=lambda one: one[0]):
        if last is not None and last <= after:
            continue
        before = found[-1] if found else None
        if before and (before[1] is None or after <= before[1]):
            found[-1] = (before[0], before[1] and last and max(before[1], last))
        else:
            found.append((after, last))
    return found


def _due(
    start: date, n: int, unit: str, rolls: bool, calendar: Calendar, stopped: Sequence[tuple[date, date | None]]
) -> date | None:
    if unit in ("NONE", "NOW") or n <= 0:
        return plain_due_on(start, n, unit)
    if unit == "WD":
        return _working(start, n, calendar, stopped)
    raw = plain_due_on(start, n, unit, rolls=False)
    return raw and _natural(start, raw, calendar if rolls and unit != "H" else None, stopped)


def _working(start: date, n: int, calendar: Calendar, stopped: Sequence[tuple[date, date | None]]) -> date | None:
    """A pause announced on the last day still stops the clock: nothing can be done until it is over.

    If no day is left then, the period ends on the pause's last day, or the next working day if that one is off.
    """
    due = calendar.working_after(start, n)
    for after, through in stopped:
        if after > due:
            break
        if through is None:
            return None
        if through > start:
            n = max(0, n - calendar.working_between(start, max(after, start)))
            start = through
            due = calendar.working_after(start, n) if n else calendar.working_from(start)
    return due


def _natural(
    start: date, raw: date, calendar: Calendar | None, stopped: Sequence[tuple[date, date | None]]
) -> date | None:
    """`raw` is the last day without pauses; with a calendar it is rolled on, and may be paused until then."""
    due = calendar.working_from(raw) if calendar else raw
    for after, through in stopped:
        if after > due:
            break
        if through is None:
            return None
        if through > start:
            raw = raw + (through - max(after, start)) if after <= raw else through
            due = calendar.working_from(raw) if calendar else raw
    return due

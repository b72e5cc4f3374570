"""Why a period ends when it ends: each of its days, counted or skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from chalicelib.deadlines.calendars import Calendar, is_weekend, shipped
from chalicelib.deadlines.estimates import statutory_days
from chalicelib.deadlines.pauses import Extension, Part, Pause, parts
from chalicelib.deadlines.working_days import due_on as plain_due_on

COUNTED, ADJUSTED_WORKING_DAY = "counted", "adjusted_working_day"
WEEKEND, HOLIDAY, ADJUSTED_REST, CLOSURE = "weekend", "holiday", "adjusted_rest", "closure"
PAUSE, ROLLED, OVERDUE = "pause", "rolled", "overdue"
WHY = (COUNTED, ADJUSTED_WORKING_DAY, WEEKEND, HOLIDAY, ADJUSTED_REST, CLOSURE, PAUSE, ROLLED, OVERDUE)


class Day(NamedTuple):
    """One day of a period, `number` of those that count, or None where it does not.

    `why`: `counted`; `adjusted_working_day`, a weekend worked on (调休上班) for the holiday `name`; not counted because
    of a `weekend`, a `holiday` or the days off around it (`adjusted_rest`) with its `name`, a `closure` with its
    reason, a `pause` with its procedure; `rolled`: after the last day of a period in natural days, or the end of a
    pause that left no day, which was off, to the next working day; `overdue`: after the end. `provisional`: no notice
    has told of that day yet.
    """

    on: date
    number: int | None
    why: str
    name: str = ""
    provisional: bool = False


class Explanation(NamedTuple):
    """The days after `start` in order; the last day, None without one; how many days count; by which calendar."""

    days: tuple[Day, ...]
    due_on: date | None
    counted: int
    calendar: str
    provisional: bool


def explain(  # noqa: PLR0913 - what `due_on` takes, and until when
    start: date,
    n: int,
    unit: str,
    *,
    rolls: bool = True,
    calendar: Calendar | None = None,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
    until: date | None = None,
) -> Explanation:
    """Tell each day from the one after `start` to the last one of the period, or to `until`.

    Days of an extension are numbered on. While a pause goes on there is no last day: the days are told to `until`, or
    to the day of the pause's announcement. Raises as `due_on`; with `estimated(calendar, year)` it tells days beyond
    the last notice, and that they are provisional.
    """
    known = calendar or shipped()
    whole = list(parts(start, n, unit, rolls=rolls, calendar=known, pauses=pauses, extension=extension))
    due = whole[-1].due
    days = _until(tuple(_told(whole, known, pauses, until)), until)
    counted = max((day.number for day in days if day.number), default=0)
    beyond = any(day.provisional for day in days)
    return Explanation(days, due, counted, known.version, beyond)


def _told(whole: Sequence[Part], calendar: Calendar, pauses: Sequence[Pause], until: date | None) -> Iterator[Day]:
    stopped = _stopped(pauses, until)
    number, day = 0, whole[0].start.toordinal()
    for part in whole:
        end = part.due.toordinal() if part.due else _open_end(part, pauses, until)
        yield from (told := list(_days(part, day, end, number, calendar, stopped)))
        number, day = max((one.number or 0 for one in told), default=number), max(day, end)
    for beyond in range(day + 1, until.toordinal() + 1 if until and whole[-1].due else 0):
        yield _off(calendar, beyond) or _day(calendar, beyond, None, OVERDUE)


def _days(part: Part, after: int, end: int, number: int, calendar: Calendar, stopped: dict[int, str]) -> Iterator[Day]:
    """The days after `after` through `end`; those that count are numbered from the one after `number`."""
    last = number + _length(part, calendar)
    for day in range(after + 1, end + 1):
        told = _skipped(part.unit, calendar, day, stopped)
        if told is None and number < last:
            number += 1
            told = _counted(part.unit, calendar, day, number)
        yield told or _day(calendar, day, None, ROLLED, _name(calendar, day))


def _length(part: Part, calendar: Calendar) -> int:
    """How many days of the part count: as many as it says of working days, else those until its last without pauses."""
    if part.unit in ("WD", "NOW", "NONE"):
        return part.n
    raw = plain_due_on(part.start, part.n, part.unit, rolls=False, calendar=calendar)
    return (raw - part.start).days if raw else 0


def _skipped(unit: str, calendar: Calendar, day: int, stopped: dict[int, str]) -> Day | None:
    off = _off(calendar, day) if unit == "WD" else None
    if off is None and day in stopped:
        return _day(calendar, day, None, PAUSE, stopped[day])
    return off


def _counted(unit: str, calendar: Calendar, day: int, number: int) -> Day:
    if unit == "WD" and is_weekend(day):
        return _day(calendar, day, number, ADJUSTED_WORKING_DAY, _name(calendar, day))
    return _day(calendar, day, number, COUNTED)


def _off(calendar: Calendar, day: int) -> Day | None:
    """The day as one on which nobody works; None where they do."""
    name, works = calendar.named.get(day, ("", not is_weekend(day)))
    if not works:
        return _day(calendar, day, None, _kind(name, day), name)
    return _day(calendar, day, None, CLOSURE, calendar.closed[day]) if day in calendar.closed else None


def _kind(name: str, day: int) -> str:
    """A holiday itself, or a day off around it; of a holiday whose days are not known every day is the holiday."""
    if not name:
        return WEEKEND
    known = statutory_days(date.fromordinal(day).year)
    return HOLIDAY if name not in known or any(day in days for days in known.values()) else ADJUSTED_REST


def _day(calendar: Calendar, day: int, number: int | None, why: str, name: str = "") -> Day:
    return Day(date.fromordinal(day), number, why, name, day > calendar.published)


def _name(calendar: Calendar, day: int) -> str:
    """Why a day is off on to which a period is not rolled, or for what a weekend is worked on."""
    return calendar.named.get(day, ("",))[0] or calendar.closed.get(day, "")


def _stopped(pauses: Sequence[Pause], until: date | None) -> dict[int, str]:
    """Each day of a pause and its name; one that goes on is told to `until`."""
    ends = ((pause, pause.last or until or pause.after) for pause in reversed(pauses))
    return {day: pause.name for pause, last in ends for day in range(pause.after.toordinal() + 1, last.toordinal() + 1)}


def _open_end(part: Part, pauses: Sequence[Pause], until: date | None) -> int:
    """Through which day a part is told that has no last one."""
    if part.unit == "NONE":
        return part.start.toordinal()
    return (until or min(pause.after for pause in pauses if pause.last is None)).toordinal()


def _until(days: tuple[Day, ...], until: date | None) -> tuple[Day, ...]:
    return days if until is None else tuple(day for day in days if day.on <= until)

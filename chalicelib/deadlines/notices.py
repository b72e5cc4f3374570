"""What a city may say of the calendar: later notices of the State Council, and local closures. All that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from chalicelib.deadlines.calendars import Calendar, ordinals, shipped
from chalicelib.deadlines.estimates import fixed_holidays, movable_holidays

LONGEST_CLOSURE = 366
LONGEST_HOLIDAY = 31
"""Days in one span. The longest so far had ten; a wrong month would move every open deadline."""
_MONTH_OF_THE_YEAR_BEFORE = 12


class Wrong(NamedTuple):
    """Where, as a JSON pointer below the list; the code; what its wording needs."""

    pointer: str
    code: str
    params: Mapping[str, object] = {}


def wrong_notices(notices: Sequence[Mapping[str, Any]], calendar: Calendar | None = None) -> Iterator[Wrong]:
    """Everything wrong with notices of the right shape, laid over `calendar` (the shipped one)."""
    known = calendar or shipped()
    torn = [wrong for index, one in enumerate(notices) for wrong in _wrong_days(one, f"/{index}", known)]
    yield from torn
    yield from _gaps(notices, known.last_year)
    if not torn:
        yield from (wrong for index, one in enumerate(notices) for wrong in _both(one, f"/{index}"))
        yield from _forgotten(notices, known.last_year)


def wrong_closures(closures: Sequence[Mapping[str, Any]]) -> Iterator[Wrong]:
    """Everything wrong with closures of the right shape."""
    for index, one in enumerate(closures):
        first, last = date.fromisoformat(one["from"]), date.fromisoformat(one["to"])
        if last < first:
            yield Wrong(f"/{index}/to", "span_reversed")
        elif (last - first).days >= LONGEST_CLOSURE:
            yield Wrong(f"/{index}/to", "closure_too_long", {"maximum": LONGEST_CLOSURE})


def _wrong_days(notice: Mapping[str, Any], at: str, calendar: Calendar) -> Iterator[Wrong]:
    for pointer, span in _spans(notice, at):
        try:
            first, last = ordinals(span)
        except ValueError:
            yield Wrong(pointer, "not_a_date")
        else:
            yield from _wrong_span(pointer, first, last, notice["year"], calendar)


def _wrong_span(pointer: str, first: int, last: int, year: int, calendar: Calendar) -> Iterator[Wrong]:
    if last < first:
        yield Wrong(pointer, "span_reversed")
    elif first < calendar.first or not all(_may_tell(year, date.fromordinal(day)) for day in (first, last)):
        yield Wrong(pointer, "day_of_another_year", {"year": year})
    elif last - first >= LONGEST_HOLIDAY:
        yield Wrong(pointer, "holiday_too_long", {"maximum": LONGEST_HOLIDAY})


def _spans(notice: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for number, period in enumerate(notice["periods"]):
        for key in ("off", "working"):
            for index, span in enumerate(period[key]):
                yield f"{at}/periods/{number}/{key}/{index}", span


def _may_tell(year: int, day: date) -> bool:
    """A notice tells days of its year, and may change days of the December before."""
    return day.year == year or (day.year == year - 1 and day.month == _MONTH_OF_THE_YEAR_BEFORE)


def _gaps(notices: Sequence[Mapping[str, Any]], known: int) -> Iterator[Wrong]:
    told = {notice["year"] for notice in notices}
    for index, notice in enumerate(notices):
        missing = [year for year in range(known + 1, notice["year"]) if year not in told]
        if missing:
            yield Wrong(f"/{index}/year", "calendar_gap", {"year": missing[0]})


def _both(notice: Mapping[str, Any], at: str) -> Iterator[Wrong]:
    off = {day for period in notice["periods"] for span in period["off"] for day in _days(span)}
    for pointer, span in _spans(notice, at):
        if "/working/" in pointer and not off.isdisjoint(_days(span)):
            yield Wrong(pointer, "working_day_also_off")


def _forgotten(notices: Sequence[Mapping[str, Any]], known: int) -> Iterator[Wrong]:
    """A year that begins with a notice has every holiday of the law, or somebody forgot a line."""
    for index, notice in enumerate(notices):
        if notice["year"] <= known or any(one["year"] == notice["year"] for one in notices[:index]):
            continue
        for name in (*_fixed_but_worked_on(notice), *_unnamed(notice)):
            yield Wrong(f"/{index}/periods", "holiday_forgotten", {"name": name})


def _fixed_but_worked_on(notice: Mapping[str, Any]) -> Iterator[str]:
    off = {day for period in notice["periods"] for span in period["off"] for day in _days(span)}
    return (
        name for first, last, name, _ in fixed_holidays(notice["year"]) if not off.issuperset(range(first, last + 1))
    )


def _unnamed(notice: Mapping[str, Any]) -> Iterator[str]:
    """Of holidays whose date nobody knows beforehand, those to which the notice gives no day off."""
    told = "".join(period["name"] for period in notice["periods"] if period["off"])
    return (name for name in movable_holidays() if name not in told)


def _days(span: str) -> range:
    first, last = ordinals(span)
    return range(first, last + 1)

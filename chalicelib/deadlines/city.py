"""A city's own calendars: the shipped one, with what was announced later laid over it, less local closures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from chalicelib.deadlines.calendars import Calendar, Closure, laid_over, ordinals, shipped, spans_of, weekdays
from chalicelib.shared.divisions import contains

_KEPT = 4096


class CityCalendars:
    """The calendar of each division of a city, by its notices and closures; each is built once."""

    def __init__(
        self,
        notices: Sequence[Mapping[str, Any]] = (),
        closures: Sequence[Mapping[str, Any]] = (),
        *,
        base: Calendar | None = None,
    ) -> None:
        known = base or shipped()
        self.whole = layered(known, _connected(known, notices))
        self._closures = closures
        self._of: dict[str, Calendar] = {}
        self._less: dict[tuple[int, ...], Calendar] = {}

    def of(self, division_code: str) -> Calendar:
        """The calendar of an office in that division (12 digits)."""
        found = self._of.get(division_code)
        if found is None:
            if len(self._of) >= _KEPT:
                self._of.clear()
            found = self._of[division_code] = self._find(division_code)
        return found

    def _find(self, division_code: str) -> Calendar:
        covering = tuple(index for index, one in enumerate(self._closures) if _covers(one, division_code))
        if covering not in self._less:
            self._less[covering] = for_division(self.whole, [self._closures[one] for one in covering], division_code)
        return self._less[covering]


def layered(base: Calendar, notices: Sequence[Mapping[str, Any]]) -> Calendar:
    """`base` with the days that `notices` tell, a later notice over an earlier one; itself without any.

    A notice: `year`, and `periods` as in a calendar document, with whole dates (`2027-02-05/2027-02-11`), because it
    may change days of the year before. Raises ValueError where a year would be missing, or a day is in none.
    """
    if not notices:
        return base
    last = date(_last_year(base, notices), 12, 31).toordinal()
    spans = tuple(span for notice in notices for span in spans_of(notice["periods"]))
    if not all(base.first <= first <= end <= last for first, end, *_ in spans):
        raise ValueError("a notice tells days of a year that has none")
    working = laid_over(set(base.working) | weekdays(base.last + 1, last), spans)
    version = f"{base.version}+{_digest(notices)}"
    return Calendar(version, base.first, last, tuple(sorted(working)), spans=base.spans + spans)


def for_division(calendar: Calendar, closures: Sequence[Mapping[str, Any]], division_code: str) -> Calendar:
    """The calendar less the days on which offices of the division are closed; itself where no closure covers it.

    A closure: `division_code`, `from`, `to` (dates, both included), `reason`; it covers the divisions that lie in its
    own. Raises ValueError for what is no date.
    """
    covering = [one for one in closures if _covers(one, division_code)]
    if not covering:
        return calendar
    shut = tuple(_closure(one) for one in covering)
    days = {day for first, last, _ in shut for day in range(first, last + 1)}
    return Calendar(
        f"{calendar.version}-{_digest([[one['from'], one['to']] for one in covering])}",
        calendar.first,
        calendar.last,
        tuple(day for day in calendar.working if day not in days),
        spans=calendar.spans,
        closures=calendar.closures + shut,
        published=calendar.published,
    )


def _covers(closure: Mapping[str, Any], division_code: str) -> bool:
    return contains(closure["division_code"], division_code)


def _closure(told: Mapping[str, Any]) -> Closure:
    return (*ordinals(f"{told['from']}/{told['to']}"), told["reason"])


def _connected(base: Calendar, notices: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The notices without those after a year that is missing: newer code, which ships that year, took them."""
    last, told = base.last_year, {notice["year"] for notice in notices}
    while last + 1 in told:
        last += 1
    return [notice for notice in notices if notice["year"] <= last]


def _last_year(base: Calendar, notices: Sequence[Mapping[str, Any]]) -> int:
    further = sorted({notice["year"] for notice in notices if notice["year"] > base.last_year})
    if further != list(range(base.last_year + 1, base.last_year + 1 + len(further))):
        raise ValueError(f"a calendar without gaps is needed, not {base.last_year} and {further}")
    return base.last_year + len(further)


def _digest(told: Any) -> str:
    """Eight characters that change with what was told: a version says by it which days it stands for."""
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:8]


class Told(Protocol):
    """The configuration document `calendar`."""

    @property
    def notices(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def closures(self) -> Sequence[Mapping[str, Any]]: ...


_latest: list[tuple[Told, CityCalendars]] = []


def calendars_of(document: Told) -> CityCalendars:
    """The calendars of a city by that document; the last ones are kept, so that asking again costs nothing."""
    if not (_latest and _latest[0][0] is document):
        _latest[:] = [(document, CityCalendars(document.notices, document.closures))]
    return _latest[0][1]

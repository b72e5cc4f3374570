"""Limits with the days on which they end, if applied for and accepted on one day of law time.

They are reckoned by the `calendar` of the office, or the shipped one where none is given. Nobody can tell a day whose
calendar is not published: then `due_on` is null and `provisional` true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from chalicelib.catalogue.elements.regimes import REGIMES
from chalicelib.catalogue.guides.wording import CLOCKS, EXTENSIONS, ground_told, limit_told
from chalicelib.deadlines.service import Calendar, CalendarNotPublished, due_on

_LATER = {"D_ADD": "D", "WD_ADD": "WD"}  # more of the limit's own unit
_TOTAL = {"D_MAX": "D", "WD_MAX": "WD"}
_AFTERWARDS = {"D_WINDOW": "D", "WD_AFTER": "WD"}
ASSUMED = "按今天提交申请、今天受理推算；实际以受理通知书为准，补正和特别程序所需时间不计入"


class Due(NamedTuple):
    """The last day of a period; `provisional` where it is not known yet, neither where there is no limit."""

    day: date | None
    provisional: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"due_on": self.day.isoformat() if self.day else None, "provisional": self.provisional}


def due(start: Due, value: int | None, unit: str, *, rolls: bool = True, calendar: Calendar | None = None) -> Due:
    """The end of a period that begins where another one ends; what begins on an unknown day ends on one."""
    if unit == "NONE" or (value is None and unit != "NOW"):
        return Due(None)
    if start.day is None:
        return Due(None, provisional=True)
    try:
        return Due(due_on(start.day, value or 0, unit, rolls=rolls, calendar=calendar))
    except CalendarNotPublished:
        return Due(None, provisional=True)


def within(one: Due, whole: Due) -> Due:
    """A part's end: where days off put it after the end of the whole, the whole's counts."""
    return whole if one.day and whole.day and whole.day < one.day else one


def due_in(told: Mapping[str, Any]) -> Due:
    """The end that was told."""
    return Due(date.fromisoformat(told["due_on"]) if told["due_on"] else None, told["provisional"])


def limit_dated(limit: Mapping[str, Any], today: date, calendar: Calendar | None = None) -> dict[str, Any]:
    """A limit as it stands in the item, with its words, its end, that of each stage and of its extension."""
    begun = Due(today)
    end = due(begun, limit["value"], limit["unit"], rolls=limit.get("rolls", True), calendar=calendar)
    stages = list(_stages(limit, begun, end, calendar))
    if limit["value"] is None and limit["unit"] != "NOW" and stages:
        end = due_in(stages[-1])
    extension = limit["extension"] and _extension(limit, limit["extension"], begun, end, calendar)
    return {**limit, "text": limit_told(limit), **end.told, "stages": stages, "extension": extension}


def clocks_dated(regime: str, today: date, calendar: Calendar | None = None) -> list[dict[str, Any]]:
    """What the item's rule set itself gives the applicant: the notice of what is lacking, the result's delivery.

    The second begins with a decision whose day nobody knows: it has a length, no date.
    """
    end = partial(due, Due(today), calendar=calendar)
    unknown = {"due_on": None, "provisional": False}
    return [
        {
            **clock._asdict(),
            "title": CLOCKS[clock.name],
            "ground": ground_told(clock.ground),
            **(end(clock.value, clock.unit).told if clock.name == "correction_notice" else unknown),
        }
        for clock in REGIMES[regime].clocks
        if clock.name in CLOCKS
    ]


def _stages(limit: Mapping[str, Any], begun: Due, whole: Due, calendar: Calendar | None) -> Iterator[dict[str, Any]]:
    """Each stage begins where the one before it ends at the latest, and none ends after the whole."""
    rolls = limit.get("rolls", True)
    for stage in limit["stages"]:
        end = within(due(begun, stage["value"], stage["unit"], rolls=rolls, calendar=calendar), whole)
        yield {**stage, "text": limit_told(stage), **end.told}
        begun = begun if stage["unit"] == "NONE" else end


def _extension(
    limit: Mapping[str, Any], extension: Mapping[str, Any], begun: Due, end: Due, calendar: Calendar | None
) -> dict[str, Any]:
    latest = _latest(limit, extension, begun, end, partial(due, calendar=calendar))
    text = EXTENSIONS[extension["mode"]].format(value=extension["value"])
    return {**extension, "text": text, **latest.told}


def _latest(
    limit: Mapping[str, Any], extension: Mapping[str, Any], begun: Due, end: Due, due: Callable[..., Due]
) -> Due:
    """The latest end with the extension; None for what is no end of the handling (handling after receipt)."""
    value, mode, rolls = extension["value"], extension["mode"], limit.get("rolls", True)
    if mode in _TOTAL:
        return due(begun, value, _TOTAL[mode], rolls=rolls)
    if mode in _LATER and limit["value"] is not None and limit["unit"] == _LATER[mode]:
        return due(begun, limit["value"] + value, limit["unit"], rolls=rolls)
    if unit := {**_LATER, **_AFTERWARDS}.get(mode):
        return due(end, value, unit) if end != Due(None) else Due(None)
    return Due(None)

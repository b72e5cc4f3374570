"""What a monthly report is made of: sums of each item in each office, whichever of them its reader may see. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from chalicelib.supervision.figures import sums
from chalicelib.supervision.figures.items import Group, ItemSums
from chalicelib.supervision.figures.sums import Sums
from chalicelib.supervision.rules import Entering, Tally

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Place(NamedTuple):
    """An item in an office."""

    division: str
    department: str
    item: str


class Material(NamedTuple):
    """A month. `problems` are its cards; `working_days` of it that are over or today, None if nobody can tell."""

    month: str
    places: Mapping[Place, Sums]
    items: tuple[tuple[Group, ItemSums], ...]
    problems: tuple[Mapping[str, Any], ...]
    working_days: int | None
    month_working_days: int


def days_of(month: str) -> tuple[date, date] | None:
    """The first and the last day of `2026-11`; None if it is no month."""
    if not _MONTH.fullmatch(month) or month < "0001":
        return None
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def by_place(rows: Iterable[tuple[Entering, Tally]]) -> dict[Place, Sums]:
    """Counters summed by item and office."""
    found: dict[Place, list[Sums]] = {}
    for entered, tally in rows:
        place = Place(entered.division_code, entered.department, entered.item_code)
        found.setdefault(place, []).append(sums.of_one(entered, tally))
    return {place: sums.together(parts) for place, parts in sorted(found.items())}


def written(material: Material) -> dict[str, Any]:
    """Material as JSON."""
    return {
        "month": material.month,
        "places": [{**place._asdict(), "sums": sums.written(found)} for place, found in material.places.items()],
        "items": [{**group._asdict(), "sums": _nonzero(found)} for group, found in material.items],
        "problems": list(material.problems),
        "working_days": material.working_days,
        "month_working_days": material.month_working_days,
    }


def read(body: Mapping[str, Any]) -> Material:
    """Material from its JSON."""
    places = {Place(*(one[name] for name in Place._fields)): sums.read(one["sums"]) for one in body["places"]}
    items = tuple((Group(one["department"], tuple(one["divisions"])), ItemSums(**one["sums"])) for one in body["items"])
    rest = (tuple(body["problems"]), body["working_days"], body["month_working_days"])
    return Material(body["month"], places, items, *rest)


def _nonzero(found: ItemSums) -> dict[str, int]:
    return {name: number for name, number in found._asdict().items() if number}

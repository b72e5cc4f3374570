"""A monthly report as a reader sees it: what is within their reach, summed up for all of it and part by part. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.supervision.figures import items, sums
from chalicelib.supervision.figures.cases import CASE_FIGURES, DAILY, DAILY_RATE, case_figures
from chalicelib.supervision.figures.definitions import told
from chalicelib.supervision.figures.items import ITEM_FIGURES, Group, item_figures
from chalicelib.supervision.figures.sums import Sums
from chalicelib.supervision.reach import Scope
from chalicelib.supervision.reports.material import Material, days_of

Row = dict[str, Any]
ORDER = ALL, DIVISION, DEPARTMENT, ITEM = "all", "division", "department", "item"


def view(material: Material, scope: Scope) -> dict[str, Any]:
    """The figures of a month: of all, of each division and department with its items' own, and of each item."""
    seen = _seen(material, scope)
    first, last = days_of(material.month) or (None, None)
    return {
        "month": material.month,
        "period": {"from": str(first), "to": str(last)},
        "working_days": material.working_days,
        "month_working_days": material.month_working_days,
        "definitions": [told(one) for one in (*_first(CASE_FIGURES), DAILY, DAILY_RATE, *_first(ITEM_FIGURES))],
        "rows": _rows(seen),
        "problems": list(seen.problems),
    }


def _first(pairs: Iterable[tuple[Any, Any]]) -> list[Any]:
    return [definition for definition, _ in pairs]


def _seen(material: Material, scope: Scope) -> Material:
    if scope.whole:
        return material
    return material._replace(
        places={at: found for at, found in material.places.items() if scope.covers(at.division, at.department)},
        items=tuple((group, found) for group, found in material.items if scope.covers_items(group)),
        problems=tuple(one for one in material.problems if scope.covers(one["division_code"], one["department"])),
    )


def _rows(material: Material) -> list[Row]:
    parts: dict[tuple[str, str], list[Sums]] = {(ALL, ""): []}
    for of, codes in _offices(material).items():
        parts.update({(of, code): [] for code in codes})
    for place, found in material.places.items():
        for row in ((ALL, ""), (DIVISION, place.division), (DEPARTMENT, place.department), (ITEM, place.item)):
            parts.setdefault(row, []).append(found)
    ordered = sorted(parts, key=lambda row: (ORDER.index(row[0]), row[1]))
    return [_row(material, of, code, sums.together(parts[of, code])) for of, code in ordered]


def _offices(material: Material) -> dict[str, set[str]]:
    """Divisions with cases, and departments with cases or items: those have figures of items too."""
    departments = {place.department for place in material.places} | {group.department for group, _ in material.items}
    return {DIVISION: {place.division for place in material.places}, DEPARTMENT: departments}


def _row(material: Material, of: str, code: str, found: Sums) -> Row:
    figures = case_figures(found, material.working_days)
    if of != ITEM:
        offered = items.together(one for group, one in material.items if _offered(group, of, code))
        figures += item_figures(offered, material.month_working_days)
    statuses = [{"status": status, "entered": count} for status, count in found.by_status().items()]
    return {"of": of, "code": code, "statuses": statuses, "figures": [one.shown() for one in figures]}


def _offered(group: Group, of: str, code: str) -> bool:
    if of == DEPARTMENT:
        return group.department == code
    return of == ALL or group.touches(code)

"""Who is given a task by rule: of those who may do it, whoever is nearest, and has the least to do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from chalicelib.cases.neighbours import Colleague
from chalicelib.shared.divisions import stem

BY_AREA, LEAST_LOADED = "by_area", "least_loaded"


class Rules(NamedTuple):
    """Which rules a city gives tasks by; with none of them, people take what they do themselves."""

    by_area: bool = False
    least_loaded: bool = False

    @property
    def name(self) -> str | None:
        """The rule, as an act says it: area goes before load, and load decides between equals."""
        return BY_AREA if self.by_area else LEAST_LOADED if self.least_loaded else None


def chosen(task_id: str, known: Iterable[Colleague], loads: Mapping[str, int], rules: Rules) -> str | None:
    """The number of whom the task goes to; None if there is nobody.

    Whoever is away is passed over for who stands in. Between equals the task's id decides, so that many tasks at
    one moment do not all go to the same one.
    """
    areas = _areas(known)
    if not areas:
        return None
    nearest = max(areas.values()) if rules.by_area else 0
    near = [staff_no for staff_no, area in areas.items() if area >= nearest]
    return min(near, key=lambda staff_no: (loads.get(staff_no, 0), _lot(task_id, staff_no)))


def _areas(known: Iterable[Colleague]) -> dict[str, int]:
    """How specific the post is by which each does the work: the digits of its division, 0 for the whole city."""
    areas: dict[str, int] = {}
    for one in known:
        does = one.stood_in_by or one.staff_no
        areas[does] = max(_digits(one), areas.get(does, 0))
    return areas


def _digits(one: Colleague) -> int:
    return max((len(stem(area)) for area in one.divisions if area != "*"), default=0)


def _lot(task_id: str, staff_no: str) -> str:
    return sha256(f"{task_id}#{staff_no}".encode()).hexdigest()

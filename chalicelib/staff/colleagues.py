"""Who could do a piece of work, and who of them is away. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.shared.access import Role
from chalicelib.shared.divisions import contains, stem
from chalicelib.staff.records import Department, Staff
from chalicelib.staff.rights import posts_of

_ALL = "*"


class Colleague(NamedTuple):
    """Somebody whose own post fits. `divisions` are those of the post that reach the work, the most specific first.

    `away` is the number of who stands in for them that day; None: they are there.
    """

    staff_no: str
    divisions: tuple[str, ...]
    away: str | None = None


class Work(NamedTuple):
    """For which office it is, and which role it asks for."""

    department: str
    division: str
    role: Role


def colleague(staff: Staff, work: Work, departments: Mapping[str, Department], on: date) -> Colleague | None:
    """Them as a colleague for that work; None for who has left, and for whom no own post fits."""
    fitting = (
        area
        for post in posts_of(staff, departments)
        if work.role in post.roles and post.reaches(work.division, work.department)
        for area in post.divisions
        if area == _ALL or contains(area, work.division)
    )
    divisions = tuple(sorted(set(fitting), key=lambda area: (-_digits(area), area)))
    if not (staff.active and divisions):
        return None
    away = next((one.stand_in for one in staff.stand_ins if one.on(on)), None)
    return Colleague(staff.staff_no, divisions, away)


def _digits(area: str) -> int:
    return 0 if area == _ALL else len(stem(area))

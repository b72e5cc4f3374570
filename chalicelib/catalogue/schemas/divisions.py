"""行政区划."""

from __future__ import annotations

from datetime import date

from chalicelib.shared.schema import Model, Query


class DayQuery(Query):
    """As of which civil date; without it, today."""

    on: date | None = None


class Division(Model):
    """行政区划: in force from `valid_from` (null: not known) to the day before `valid_until` (null: to this day)."""

    code: str
    name: str
    level: int
    in_force: bool
    valid_from: str | None
    valid_until: str | None


class NamedDivision(Model):
    """Another division: the one that took the place, or the one that was there."""

    code: str
    full_name: str


class DivisionDetail(Division):
    """One division, in force or not: what it became, what became it, and the document that says so."""

    full_name: str
    parent: str | None
    document: str | None
    former_names: list[str]
    successors: list[NamedDivision]
    predecessors: list[NamedDivision]


class Divisions(Model):
    """The divisions directly below one that stand on a day."""

    code: str
    on: str
    children: list[Division]

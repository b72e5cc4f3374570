"""Views of the same data: disclosures, statistics, themes, proofs."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from chalicelib.catalogue.schemas.items import Sought
from chalicelib.shared.paging import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.shared.schema import Model, Query


class ItemFigure(Model):
    """A figure by one version of its definition; `value` has two decimals and is null where there is nothing to divide.

    `unit`: percent, or what is counted. Limits are in working days.
    """

    name: str
    title: str
    definition: str
    definition_version: int
    unit: str
    numerator: float
    denominator: float
    value: float | None


class TypeCount(Model):
    """How many items there are of a legal type."""

    item_type: str
    title: str
    items: int


class ItemStatistics(Model):
    """Statistics of the published items that pass the filters."""

    filters: dict[str, Any]
    items: int
    month_working_days: int
    figures: list[ItemFigure]
    by_item_type: list[TypeCount]


class ThemeCount(Model):
    """A theme, and how many published items it has."""

    theme: str
    items: int


class Themes(Model):
    """The city's themes in its own order."""

    persons: list[ThemeCount]
    organisations: list[ThemeCount]


class Disclosure(Model):
    """One of the eight things that are published of an item."""

    element: str
    title: str
    content: Any


class Disclosures(Model):
    """八公开: the eight, in order."""

    item_code: str
    version: int
    name: str
    disclosures: list[Disclosure]


class ProofQuery(Query):
    """Part of the directory; `name`: materials whose name begins so."""

    name: Sought | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=2000)] | None = None


class Proof(Model):
    """A material that a published item needs: where it comes from, and the certificate that does instead."""

    material: str
    material_code: str
    required: bool
    origin: str | None
    issuer: str | None
    issued_by_item: str | None
    certificate: str | None
    item_code: str
    item_name: str
    department: str
    department_name: str


class ProofPage(Model):
    """Part of the directory of materials, in the order of their names; `next_cursor` leads on, null ends it."""

    entries: list[Proof]
    next_cursor: str | None

"""What supervisors ask and get."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.shared.schema import Model, Query

_Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.#-]{1,64}$")]
_Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
_Channel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]


class SummaryQuery(Query):
    """A period of at most 92 civil dates, both included, and what to narrow it to."""

    from_: date = Field(alias="from")
    to: date
    item: _Code | None = None
    division: _Division | None = None
    channel: _Channel | None = None


class Period(Model):
    """Civil dates in Asia/Shanghai, both included."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")


class StatusCount(Model):
    """How often cases entered a status in the period."""

    status: str
    entered: int


class FigureBody(Model):
    """A ratio: `percent` has two decimals and is null where the denominator is 0."""

    name: str
    title: str
    definition: str
    definition_version: int
    period: Period
    numerator: int
    denominator: int
    percent: float | None


class Summary(Model):
    """Counts and figures of a period."""

    period: Period
    item: str | None
    division: str | None
    channel: str | None
    statuses: list[StatusCount]
    figures: list[FigureBody]

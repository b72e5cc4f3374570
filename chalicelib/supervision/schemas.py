"""What supervisors ask and get."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from chalicelib.shared.schema import Model, Query

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.#-]{1,64}$")]
_Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
_Channel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]


def _civil_date(text: object) -> date:
    try:
        if isinstance(text, str) and _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as unknown:
        raise PydanticCustomError("date_parsing", "no such date") from unknown
    raise PydanticCustomError("date_parsing", "not a date")


_Day = Annotated[date, BeforeValidator(_civil_date)]


class SummaryQuery(Query):
    """A period of at most 92 civil dates, both included, and what to narrow it to."""

    first: _Day = Field(alias="from")
    last: _Day = Field(alias="to")
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

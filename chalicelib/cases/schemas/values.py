"""What the schemas of cases share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

Code = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_.#-]+$")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
FieldPointer = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^/")]
CivilDay = Annotated[
    str,
    StringConstraints(pattern=r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"),
    Field(json_schema_extra={"format": "date"}),
]
"""A civil date within an object: it stays text."""
MediaType = Literal["application/pdf", "image/jpeg", "image/png"]

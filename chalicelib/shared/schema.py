"""The building blocks of request and answer models.

The models are for authors, documents and tests. Requests are validated by the JSON Schemas that are generated from
them (`shared/validation.py`), so a rule that a schema cannot tell (a validator function) belongs in the domain.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """A JSON object: no unknown fields, no coercion, not changed once read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Query(BaseModel):
    """Query parameters: text that is coerced, no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, StringConstraints(max_length=1000)]


class PageQuery(Query):
    """Part of a list."""

    limit: Limit = 20
    cursor: Cursor | None = None


ShortText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
REASON_WHEN_NOT_PASSED: dict[str, Any] = {
    "if": {"properties": {"passed": {"const": False}}, "required": ["passed"]},
    "then": {"required": ["reason"], "properties": {"reason": {"type": "string"}}},
}

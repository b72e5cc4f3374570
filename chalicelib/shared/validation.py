"""Validate parsed JSON and query parameters against pydantic models; all faults at once, in our own codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault, Invalid, Malformed
from chalicelib.shared.schema import Query

_M = TypeVar("_M", bound=BaseModel)

_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_pattern_mismatch": "wrong_pattern",
    "enum": "not_an_option",
    "literal_error": "not_an_option",
    "greater_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "date_from_datetime_parsing": "not_a_date",
    "date_parsing": "not_a_date",
    "date_type": "not_a_date",
}


def validated(model: type[_M], value: object) -> _M:
    """Return `value` as `model`; raises Invalid with a pointer and code for every fault."""
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        raise Invalid("body_invalid", faults=_faults(wrong, "")) from wrong


def validated_query(model: type[BaseModel] | None, query: Mapping[str, list[str]]) -> BaseModel:
    """Return the query parameters as `model`; each may stand once. None: no parameter is known."""
    single: dict[str, str] = {}
    for name, values in query.items():
        if len(values) > 1:
            raise Malformed("query_repeated", name=name)
        single[name] = values[0]
    try:
        return (model or Query).model_validate(single)
    except ValidationError as wrong:
        raise Invalid("query_invalid", faults=_faults(wrong, "?")) from wrong


def _faults(wrong: ValidationError, prefix: str) -> list[Fault]:
    return [_fault(error, prefix) for error in wrong.errors(include_url=False, include_input=False)]


def _fault(error: Any, prefix: str) -> Fault:
    kind: str = error["type"]
    code = _CODES.get(kind) or ("wrong_type" if kind.endswith("_type") else "invalid_value")
    context = error.get("ctx", {})
    params: dict[str, object] = {}
    if code == "too_short":
        params = {"minimum": context["min_length"]}
    elif code == "too_long":
        params = {"maximum": context["max_length"]}
    path = "".join(f"/{escape(str(part))}" for part in error["loc"])
    return Fault(prefix + path.removeprefix("/") if prefix else path, code, params)

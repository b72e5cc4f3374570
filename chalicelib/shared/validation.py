"""Read bodies and queries by what the routes declare: all faults at once, fields left out with their defaults.

Each domain's models are written down in its `schemas.py`; `python -m infra.openapi` writes them as JSON Schema into
`schemas.json` beside it, which is all that is read here: loading pydantic and the models would cost a cold start more
than everything else of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from chalicelib.shared.errors import Fault, Invalid, Malformed
from chalicelib.shared.json_schema import compiled, faults

_DOMAINS = Path(__file__).resolve().parent.parent
_NOTHING = {"type": "object", "properties": {}, "additionalProperties": False}
_READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "date": (date.fromisoformat, "not_a_date"),
    "date-time": (lambda text: datetime.fromisoformat(text.upper()), "wrong_pattern"),
}


class Sent:
    """A body or query as it was sent and found right: its fields are attributes (`from_` for a field named `from`).

    Dates and instants are read; objects within it are plain dictionaries.
    """

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name.removesuffix("_")]
        except KeyError:
            raise AttributeError(name) from None

    def model_dump(self) -> dict[str, Any]:
        """The fields by name."""
        return dict(self._values)


class Shape:
    """One model of a domain's `schemas.json`."""

    def __init__(self, schema: dict[str, Any]) -> None:
        properties: dict[str, Any] = schema["properties"]
        self._schema = schema
        self._defaults = {name: said["default"] for name, said in properties.items() if "default" in said}
        self._readers = {name: _READERS[said["format"]] for name, said in properties.items() if "format" in said}
        self._whole = {name for name, said in properties.items() if "integer" in said.get("type", ())}
        self._may_be_empty = not schema.keys() & {"required", "minProperties"}

    @cached_property
    def _validator(self) -> Any:
        """Made when something is sent: most lists are asked for without parameters, most acts say nothing more."""
        return compiled(self._schema)

    def body(self, value: Any) -> Sent:
        """Return `value` as sent; raises Invalid with a pointer and code for every fault."""
        nothing = self._may_be_empty and value == {}
        if wrong := [] if nothing else [fault for _, fault in faults(self._validator, value)]:
            raise Invalid("body_invalid", faults=wrong)
        return self._sent(value)

    def query(self, single: dict[str, str]) -> Sent:
        """Return query parameters as sent, whole numbers read; raises Invalid as `body` does."""
        value = {name: _number(text) if name in self._whole else text for name, text in single.items()}
        try:
            return self.body(value)
        except Invalid as wrong:
            named = [Fault("?" + fault.pointer[1:], fault.code, fault.params) for fault in wrong.faults]
            raise Invalid("query_invalid", faults=named) from wrong

    def _sent(self, value: dict[str, Any]) -> Sent:
        values = {**deepcopy(self._defaults), **value}
        for name, (read, code) in self._readers.items():
            if isinstance(text := values.get(name), str):
                try:
                    values[name] = read(text)
                except ValueError as beyond:  # the year 0, a leap second: right by the format, not for Python
                    raise Invalid("body_invalid", faults=[Fault(f"/{name}", code)]) from beyond
        return Sent(values)


def read_body(domain: str, model: str, value: object) -> Sent:
    """Return `value` as a body of that model. Raises Invalid."""
    return shape(domain, model).body(value)


def read_query(domain: str, model: str | None, query: Mapping[str, list[str]]) -> Sent:
    """Return the query parameters as that model; each may stand once. None: no parameter is known. Raises Invalid."""
    for name, values in query.items():
        if len(values) > 1:
            raise Malformed("query_repeated", name=name)
    single = {name: values[0] for name, values in query.items()}
    if torn := [name for name, text in single.items() if _is_torn(name + text)]:
        named = [Fault("?" + name.encode(errors="replace").decode(), "lone_surrogate") for name in torn]
        raise Invalid("query_invalid", faults=named)
    return shape(domain, model).query(single)


def _is_torn(text: str) -> bool:
    """Whether it holds half a character, which can be written nowhere."""
    return any("\ud800" <= character <= "\udfff" for character in text)


@lru_cache(maxsize=256)
def shape(domain: str, model: str | None) -> Shape:
    """What the domain calls `model`; None is the model without fields."""
    return Shape(schemas_of(domain)[model] if model else _NOTHING)


@lru_cache(maxsize=32)
def schemas_of(domain: str) -> dict[str, Any]:
    """The domain's models of bodies and queries as JSON Schemas, by name."""
    models: dict[str, Any] = json.loads((_DOMAINS / domain / "schemas.json").read_bytes())
    return models


def _number(text: str) -> int | str:
    """A whole number as it is usually written, or the text, which is then of the wrong type."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 16 else text

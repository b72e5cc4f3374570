"""JSON Schema 2020-12: everything that is wrong with a value at once, in the codes that clients know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

_CODES = {
    "required": "required",
    "dependentRequired": "required",
    "additionalProperties": "unknown_field",
    "unevaluatedProperties": "unknown_field",
    "type": "wrong_type",
    "minLength": "too_short",
    "minItems": "too_short",
    "maxLength": "too_long",
    "maxItems": "too_long",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
    "exclusiveMinimum": "out_of_range",
    "exclusiveMaximum": "out_of_range",
    "pattern": "wrong_pattern",
    "enum": "not_an_option",
    "const": "not_an_option",
    "oneOf": "not_an_option",
}
_LIMIT = {"too_short": "minimum", "too_long": "maximum"}


def compiled(schema: str | dict[str, Any]) -> Any:
    """The schema (its text, or as data) made ready; formats are checked."""
    import jsonschema_rs  # 5 ms and 15 MB: only where something is validated

    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def faults(validator: Any, value: object) -> Iterator[tuple[str, Fault]]:
    """Everything wrong with `value`, each with the keyword that it breaks."""
    for error in validator.iter_errors(value):
        keyword = str(error.schema_path[-1])
        for fault in _faults(keyword, error):
            yield keyword, fault


def _faults(keyword: str, error: Any) -> Iterator[Fault]:
    at = "".join(f"/{escape(str(part))}" for part in error.instance_path)
    known = error.kind.as_dict()
    if keyword == "required":
        yield Fault(f"{at}/{escape(known['property'])}", "required")
    elif keyword == "additionalProperties":
        yield from (Fault(f"{at}/{escape(name)}", "unknown_field") for name in known["unexpected"])
    elif keyword == "format":
        yield Fault(at, "not_a_date" if known["format"] == "date" else "wrong_pattern")
    else:
        code = _CODES.get(keyword, "invalid_value")
        yield Fault(at, code, {_LIMIT[code]: known["limit"]} if code in _LIMIT else {})

"""A form against its item's JSON Schema (2020-12): every fault at once, in our codes, with the field's own title."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
_LACKING = {"required", "dependentRequired", "minItems", "minProperties"}
"""What a draft may still lack."""


def faults(schema_text: str, form: object) -> tuple[list[Fault], list[Fault]]:
    """(wrong, lacking): what is wrong with what was filled in, and what is not filled in yet."""
    wrong: list[Fault] = []
    lacking: list[Fault] = []
    for error in _validator(schema_text).iter_errors(form):
        (lacking if error.schema_path[-1] in _LACKING else wrong).extend(_faults(error))
    return wrong, lacking


@lru_cache(maxsize=128)
def _validator(schema_text: str) -> Any:
    import jsonschema_rs  # 15 ms and 15 MB: only where a form is checked

    return jsonschema_rs.Draft202012Validator(schema_text, validate_formats=True)


def _faults(error: Any) -> Iterator[Fault]:
    keyword = str(error.schema_path[-1])
    at = "".join(f"/{escape(str(part))}" for part in error.instance_path)
    known = error.kind.as_dict()
    if keyword == "required":
        yield Fault(f"{at}/{escape(known['property'])}", "required")
    elif keyword == "additionalProperties":
        yield from (Fault(f"{at}/{escape(name)}", "unknown_field") for name in known["unexpected"])
    elif keyword == "format":
        code = "not_a_date" if known.get("format") == "date" else "wrong_pattern"
        yield Fault(at, code)
    else:
        code = _CODES.get(keyword, "invalid_value")
        yield Fault(at, code, _params(code, known))


def _params(code: str, known: dict[str, Any]) -> dict[str, object]:
    name = {"too_short": "minimum", "too_long": "maximum"}.get(code)
    return {name: known["limit"]} if name else {}

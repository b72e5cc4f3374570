"""A form against its item's JSON Schema (2020-12): every fault at once, in our codes and the form's own words."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from chalicelib.shared import json_schema
from chalicelib.shared.errors import Fault

_LACKING = {"required", "dependentRequired", "minItems", "minProperties"}
"""What a draft may still lack."""


def faults(schema_text: str, form: object) -> tuple[list[Fault], list[Fault]]:
    """(wrong, lacking): what is wrong with what was filled in, and what is not filled in yet.

    Each fault carries its field's `title`, and the `hint` that the form has for this kind of fault
    (`x-error-hints` by keyword), so that the applicant reads the words that the form's author chose.
    """
    schema, validator = _ready(schema_text)
    wrong: list[Fault] = []
    lacking: list[Fault] = []
    for keyword, fault in json_schema.faults(validator, form):
        (lacking if keyword in _LACKING else wrong).append(_in_its_words(schema, keyword, fault))
    return wrong, lacking


@lru_cache(maxsize=128)
def _ready(schema_text: str) -> tuple[dict[str, Any], Any]:
    return json.loads(schema_text), json_schema.compiled(schema_text)


def _in_its_words(schema: dict[str, Any], keyword: str, fault: Fault) -> Fault:
    field = _field(schema, fault.pointer)
    hints = field.get("x-error-hints")
    words = {"title": field.get("title"), "hint": hints.get(keyword) if isinstance(hints, dict) else None}
    return fault._replace(params={**fault.params, **{name: word for name, word in words.items() if word}})


def _field(schema: Any, pointer: str) -> dict[str, Any]:
    """The schema of the field that a pointer leads to; empty where the form declares none (or just `true`)."""
    for token in pointer.split("/")[1:]:
        inner = schema.get("items") if token.isdigit() and isinstance(schema, dict) and "items" in schema else None
        schema = inner or _property(schema, token.replace("~1", "/").replace("~0", "~"))
    return schema if isinstance(schema, dict) else {}


def _property(schema: Any, name: str) -> Any:
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return properties.get(name) if isinstance(properties, dict) else None

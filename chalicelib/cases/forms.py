"""A form against its item's JSON Schema (2020-12): every fault at once, in our codes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from chalicelib.shared import json_schema
from chalicelib.shared.errors import Fault

_LACKING = {"required", "dependentRequired", "minItems", "minProperties"}
"""What a draft may still lack."""


def faults(schema_text: str, form: object) -> tuple[list[Fault], list[Fault]]:
    """(wrong, lacking): what is wrong with what was filled in, and what is not filled in yet."""
    wrong: list[Fault] = []
    lacking: list[Fault] = []
    for keyword, fault in json_schema.faults(_validator(schema_text), form):
        (lacking if keyword in _LACKING else wrong).append(fault)
    return wrong, lacking


@lru_cache(maxsize=128)
def _validator(schema_text: str) -> Any:
    return json_schema.compiled(schema_text)

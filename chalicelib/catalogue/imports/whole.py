"""A row that is an item's whole content: the form in which items are exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.elements.codes import credit_code_of
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.shared.credit_code import LENGTH, is_credit_code
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.validation import read_body

MOST_REASONS = 20
_NEARLY = LENGTH - 3
"""A department's code this long is meant for a credit code; a city's own codes are short."""


def quarantine(row: Mapping[str, Any]) -> list[Reason]:
    """Everything that keeps the content from being a draft, as the schema and the credit code tell; at most 20."""
    try:
        read_body("catalogue", "Draft", {"content": dict(row)})
    except Invalid as wrong:
        return [_reason(fault) for fault in wrong.faults[:MOST_REASONS]]
    return list(_code_reasons(row))


def _reason(fault: Fault) -> Reason:
    field = fault.pointer.removeprefix("/content").removeprefix("/")
    return field, "missing" if fault.code == "required" else fault.code


def _code_reasons(row: Mapping[str, Any]) -> Iterator[Reason]:
    inside = credit_code_of(row["item_code"])
    if inside is not None and "-" not in row["item_code"] and not is_credit_code(inside):
        yield "item_code", "credit_code_invalid"
    if len(row["department"]) >= _NEARLY and not is_credit_code(row["department"]):
        yield "department", "credit_code_invalid"

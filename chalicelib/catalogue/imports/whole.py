"""A row that is an item's whole content: the form in which items are exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.imports.quarantine import credit_code_reasons
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.validation import read_body

MOST_REASONS = 20


def quarantine(row: Mapping[str, Any]) -> list[Reason]:
    """Everything that keeps the content from being a draft, as the schema and the credit code tell; at most 20."""
    try:
        read_body("catalogue", "Draft", {"content": dict(row)})
    except Invalid as wrong:
        return [_reason(fault) for fault in wrong.faults[:MOST_REASONS]]
    return list(credit_code_reasons(row, "department"))


def _reason(fault: Fault) -> Reason:
    field = fault.pointer.removeprefix("/content").removeprefix("/")
    return field, "missing" if fault.code == "required" else fault.code

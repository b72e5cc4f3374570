"""Rows of items, in whichever form they come: a compiled statute's, an implementation list's, a whole content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.checks.structure import content_faults
from chalicelib.catalogue.editions.reach import within
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.encoding import MOST_BYTES, encoded
from chalicelib.catalogue.imports import listed, quarantine, whole
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import TooLarge

KEY = "item_code"
_ROOM = 2048
"""Bytes of a record beside the content."""
_COMPILED = frozenset({"legal_limit", "legal_basis", "applicant"})


def key_of(row: Mapping[str, Any]) -> str:
    """The item code as the row has it."""
    return str(row.get("impl_code") or row.get(KEY) or "").strip()


def read(row: object, by: Caller) -> tuple[dict[str, Any] | None, list[Reason]]:
    """The content that a row gives, or everything that keeps it from becoming a draft."""
    if not isinstance(row, Mapping):
        return None, [("", "not_an_object")]
    content, reasons = _content(row)
    if content is None:
        return None, reasons
    reasons = structure_reasons(content) or size_reasons(content) or _reach(content, by)
    return (None, reasons) if reasons else (content, [])


def _content(row: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Reason]]:
    if "impl_code" in row:
        reasons = listed.quarantine(row)
        return (None, reasons) if reasons else (completed(listed.content_of(row)), [])
    if _COMPILED & row.keys():
        reasons = quarantine.quarantine(row)
        return (None, reasons) if reasons else (content_of(row), [])
    reasons = whole.quarantine(row)
    return (None, reasons) if reasons else (completed(row), [])


def structure_reasons(content: Mapping[str, Any]) -> list[Reason]:
    """What is wrong with the content's structure."""
    if content["item_type"] not in TYPE_BY_NAME:
        return [("item_type", "unknown")]
    return [(fault.pointer.removeprefix("/content").removeprefix("/"), fault.code) for fault in content_faults(content)]


def size_reasons(content: Mapping[str, Any]) -> list[Reason]:
    """Whether the content is more than a record holds."""
    try:
        size = len(encoded(content).encode())
    except TooLarge:
        size = MOST_BYTES
    return [("", "record_too_large")] if size + _ROOM > MOST_BYTES else []


def _reach(content: Mapping[str, Any], by: Caller) -> list[Reason]:
    """Whether whoever asked keeps the items of this department in all of these divisions."""
    inside = within(by, content["department"], content["divisions"])
    return [] if inside else [("department", "outside_your_reach")]

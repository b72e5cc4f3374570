"""Rows of divisions: read here, merged by `divisions/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.catalogue.divisions import rows
from chalicelib.catalogue.divisions.merging import contradictions
from chalicelib.catalogue.divisions.reading import Divisions
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.catalogue.ports import CatalogueStore
from chalicelib.shared.access import Caller

KEY = "code12"


def key_of(row: Mapping[str, Any]) -> str:
    """The division's code as the row has it."""
    return str(row.get(KEY) or "").strip()


def read(row: object, by: Caller) -> tuple[Mapping[str, Any] | None, list[Reason]]:
    """The row, or everything that keeps it from being merged."""
    reasons = rows.quarantine(row)
    if reasons or not isinstance(row, Mapping):
        return None, reasons
    if not any(post.covers(row[KEY]) for post in by.serving):
        return None, [(KEY, "outside_your_reach")]
    return row, []


def together(store: CatalogueStore, found: Sequence[Mapping[str, Any]]) -> dict[int, Reason]:
    """What is wrong with rows beside each other, by their place."""
    wrong = contradictions(found, Divisions(store, fresh=True).known)
    return {at: (field, reason) for at, field, reason in wrong}

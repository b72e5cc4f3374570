"""The public list of published items, page by page, in code order.

A filter is applied to entries as they are read; a page that had to pass over many ends early, with a cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.catalogue.elements.codes import DIVISION_CODE
from chalicelib.shared.divisions import contains

if TYPE_CHECKING:
    from chalicelib.catalogue.ports import CatalogueStore
    from chalicelib.catalogue.search.entries import Entry

MOST_PASSED_OVER = 1000
_AT_ONCE = 100
_SHOWN = (
    "item_code",
    "name",
    "item_type",
    "department",
    "department_name",
    "applicant_types",
    "themes",
    "handling_modes",
    "divisions",
)


class Filter(NamedTuple):
    """What a visitor looks for. None of it: everything."""

    text: str | None = None
    applicant: str | None = None
    theme: str | None = None
    department: str | None = None
    division: str | None = None
    mode: str | None = None

    @property
    def empty(self) -> bool:
        """Whether every entry passes."""
        return self == Filter()

    def passes(self, item: Entry) -> bool:
        """Whether an entry is among what is looked for. A division finds what is handled there."""
        return (
            (self.text is None or self.text.casefold() in item.name.casefold())
            and (self.applicant is None or self.applicant in item.applicant_types)
            and (self.theme is None or self.theme in item.themes)
            and (self.department is None or self.department == item.department)
            and (self.division is None or _handled_in(item, self.division))
            and (self.mode is None or self.mode in item.handling_modes)
        )


def browse(
    store: CatalogueStore, sought: Filter, limit: int, after: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return up to `limit` entries after the item code `after`, and the code to go on after (None: the end)."""
    found: list[dict[str, Any]] = []
    passed = 0
    size = limit + 1 if sought.empty else _AT_ONCE
    while passed < MOST_PASSED_OVER:
        entries = store.listed(size, after)
        for entry in entries:
            if len(found) == limit:
                return found, after
            after = entry.item_code
            passed += 1
            if sought.passes(entry):
                found.append(_shown(entry))
        if len(entries) < size:
            return found, None
    return found, after


def _handled_in(item: Entry, division: str) -> bool:
    return DIVISION_CODE.fullmatch(division) is not None and any(contains(area, division) for area in item.divisions)


def _shown(entry: Entry) -> dict[str, Any]:
    body = {name: getattr(entry, name) for name in _SHOWN}
    listed = {name: list(value) if isinstance(value, tuple) else value for name, value in body.items()}
    return {**listed, "version": entry.number}

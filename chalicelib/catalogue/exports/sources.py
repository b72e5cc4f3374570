"""Where the rows of an export come from, some at a time, in an order that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.editions.reach import within
from chalicelib.catalogue.elements.codes import NO_DIVISION
from chalicelib.catalogue.exports.ports import ExportStore
from chalicelib.catalogue.exports.records import Export
from chalicelib.catalogue.records import Division
from chalicelib.catalogue.shapes import PUBLIC
from chalicelib.shared.access import Caller
from chalicelib.shared.divisions import LEVEL_DIGITS, contains

AT_ONCE = 200


class Some(NamedTuple):
    """Some rows, and the place after which the next ones come; None: these were the last."""

    rows: list[Mapping[str, Any]]
    after: str | None


def published(store: ExportStore, export: Export, by: Caller) -> Some:
    """Items of the public list, so none that is confidential, as they are in force.

    Of items beyond reach there is what everybody may know; examination rules and tables stay with their keepers.
    """
    entries = store.listed(AT_ONCE, export.after)
    editions = store.editions((entry.item_code, entry.number) for entry in entries)
    found = (editions.get((entry.item_code, entry.number)) for entry in entries)
    contents = [one.content for one in found if one and _wanted(export, one.content)]
    rows = [_for(by, content) for content in contents if not content["confidential"]]
    return Some(rows, entries[-1].item_code if len(entries) == AT_ONCE else None)


def drafts(store: ExportStore, export: Export, by: Caller) -> Some:
    """What is being made of items within reach, confidential ones too."""
    noted = store.open_drafts(AT_ONCE, export.after, export.department)
    editions = store.editions((draft.item_code, draft.number) for draft in noted)
    found = (editions.get((draft.item_code, draft.number)) for draft in noted)
    contents = [one.content for one in found if one and _wanted(export, one.content)]
    rows = [content for content in contents if _keeps(by, content)]
    return Some(rows, noted[-1].key if len(noted) == AT_ONCE else None)


def divisions(store: ExportStore, export: Export, _by: Caller) -> Some:
    """Every division, or one and all within it, from above."""
    return Some([_row(parent, one) for parent, one in _below(store, NO_DIVISION, export.division)], None)


def _below(store: ExportStore, parent: str, wanted: str | None) -> Iterator[tuple[str, Division]]:
    children = store.children(parent)
    for one in children.divisions if children else ():
        if wanted is None or contains(wanted, one.code):
            yield parent, one
        above = wanted is None or contains(wanted, one.code) or contains(one.code, wanted)
        if above and one.level < len(LEVEL_DIGITS):
            yield from _below(store, one.code, wanted)


def _row(parent: str, division: Division) -> dict[str, Any]:
    return {
        "code12": division.code,
        "level": str(division.level),
        "name": division.name,
        "parent12": "" if parent == NO_DIVISION else parent,
        "valid_from": division.valid_from or "",
        "valid_until": division.valid_until or "",
        "successor12": ";".join(division.successors),
        "document": division.document or "",
    }


def _keeps(by: Caller, content: Mapping[str, Any]) -> bool:
    return within(by, content["department"], content["divisions"])


def _for(by: Caller, content: Mapping[str, Any]) -> Mapping[str, Any]:
    return content if _keeps(by, content) else {name: content[name] for name in ("item_code", *PUBLIC)}


def _wanted(export: Export, content: Mapping[str, Any]) -> bool:
    if export.department and content["department"] != export.department:
        return False
    return export.division is None or any(contains(area, export.division) for area in content["divisions"])

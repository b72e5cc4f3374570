"""Editions in the catalogue's table: histories, standards, open drafts.

| pk / sk | holds | read by |
| --- | --- | --- |
| `ITEM#<code>` / `EDITION#<number>` | see `catalogue/table` | an item's history, newest first |
| `BASIC#<code>` / `STANDARD` | the elements in common and who follows: 2 to 30 kB, 60 bytes a member | a publication |
| `ITEM#<code>` / `NEEDED#<other>` | an item in force whose prerequisite this is, 150 bytes | whoever ends this one |
| `DRAFTS` / `<department>#<code>` | an open draft, 300 bytes, until it is published | lists of drafts |
"""

from __future__ import annotations

import json
from typing import Any

from chalicelib.catalogue.editions.records import Member, OpenDraft, Standard
from chalicelib.catalogue.ports import StoredEdition, Writes
from chalicelib.catalogue.table.record import CatalogueItem, catalogue_item, edition_of, edition_place
from chalicelib.shared.table import delete_if_there, put, save

_STANDARD = "STANDARD"
_DRAFTS = "DRAFTS"
_NEEDED = "NEEDED#"
_MOST_EDITIONS = 999_999
_BEFORE_ALL, _AFTER_ALL = "#", "$"
_NEXT = "!"
"""Comes before every character that an item code may have."""


def history(code: str, limit: int, before: int | None) -> tuple[StoredEdition, ...]:
    """The last editions before a number, newest first."""
    pk, first = edition_place(code, 0)
    _, last = edition_place(code, _MOST_EDITIONS if before is None else max(before - 1, 0))
    found = CatalogueItem.query(pk, CatalogueItem.sk.between(first, last), scan_index_forward=False, limit=limit)
    return tuple(edition_of(code, item) for item in found)


def standard(key: str) -> Standard:
    """The standard of a basic code."""
    try:
        item = CatalogueItem.get(_basic(key), _STANDARD, consistent_read=True)
    except CatalogueItem.DoesNotExist:
        return Standard(key)
    body = json.loads(item.body)
    members = {
        code: Member(number, department, tuple(areas)) for code, (number, department, *areas) in body["members"].items()
    }
    return Standard(key, body["number"], body["elements"], members, int(item.version or 0))


def standard_saved(standard: Standard) -> Writes:
    """Write a standard as the successor of its version."""
    members = {code: (one.number, one.department, *one.divisions) for code, one in standard.members.items()}
    body = {"number": standard.number, "elements": standard.elements, "members": members}
    return (save(catalogue_item(_basic(standard.key), _STANDARD, body), standard.version),)


def needed_by(code: str, limit: int) -> tuple[tuple[str, str], ...]:
    """Who needs an item, by code."""
    found = CatalogueItem.query(
        edition_place(code, 0)[0], CatalogueItem.sk.startswith(_NEEDED), consistent_read=True, limit=limit
    )
    return tuple((item.sk.removeprefix(_NEEDED), json.loads(item.body)) for item in found)


def need_noted(code: str, by: str, name: str) -> Writes:
    """Remember who needs an item; the shelf of `by` in the same transaction makes it safe."""
    return (put(_need(code, by, name)),)


def need_dropped(code: str, by: str) -> Writes:
    """Forget it."""
    return (delete_if_there(_need(code, by, None)),)


def open_drafts(limit: int, after: str | None, department: str | None) -> tuple[OpenDraft, ...]:
    """The next open drafts in order of department and code."""
    first = max(f"{after}{_NEXT}" if after else "", f"{department}{_BEFORE_ALL}" if department else "")
    within = CatalogueItem.sk.between(first, f"{department}{_AFTER_ALL}") if department else None
    beyond = within if department else (CatalogueItem.sk > after if after else None)
    if department and first > f"{department}{_AFTER_ALL}":
        return ()
    return tuple(map(_draft, CatalogueItem.query(_DRAFTS, beyond, limit=limit)))


def draft_noted(draft: OpenDraft) -> Writes:
    """Put a draft on the list; the shelf in the same transaction makes it safe."""
    return (put(catalogue_item(_DRAFTS, draft.key, draft._asdict())),)


def draft_dropped(department: str, code: str) -> Writes:
    """Take a draft off the list."""
    return (delete_if_there(catalogue_item(_DRAFTS, f"{department}#{code}", None)),)


def _need(code: str, by: str, name: str | None) -> CatalogueItem:
    return catalogue_item(edition_place(code, 0)[0], f"{_NEEDED}{by}", name)


def _draft(item: CatalogueItem) -> OpenDraft:
    body: dict[str, Any] = json.loads(item.body)
    return OpenDraft(**{**body, "divisions": tuple(body["divisions"])})


def _basic(key: str) -> str:
    return f"BASIC#{key}"

"""电子资料库 — an owner's files as they see them, and taking one off. Cases keep what was handed in with them."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake.offers import body
from chalicelib.cases.intake.sight import Sight
from chalicelib.cases.parts import Parts
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change
from chalicelib.shared.errors import NotFound
from chalicelib.shared.paging import decode_cursor, encode_cursor


def files(parts: Parts, by: Caller, organisation_id: str | None, limit: int, cursor: str | None) -> dict[str, Any]:
    """One's own files, or those of an organisation that one may act for: last used first.

    What was handed in with an application that asks for a higher level than one comes with is left out.
    """
    owner = _owner(parts, by, organisation_id)
    page = parts.shelf().of(owner, limit, decode_cursor(cursor))
    sight = Sight(parts, by, owner)
    seen = [kept for kept in page.entries if sight.reaches(kept.item_code, kept.least_assurance_level)]
    salt = parts.people.salt_of(owner) if seen else ""
    return {"files": [body(parts, salt, kept) for kept in seen], "next_cursor": encode_cursor(page.next)}


def take_off(parts: Parts, by: Caller, organisation_id: str | None, sha256: str) -> None:
    """Take a file off the shelf: it is not offered any more, until it is handed in again."""
    owner = _owner(parts, by, organisation_id)

    def change() -> Change:
        kept = parts.shelf().one(owner, sha256)
        if kept is None or not Sight(parts, by, owner).reaches(kept.item_code, kept.least_assurance_level):
            raise NotFound("file_not_on_shelf")
        if owner != by.id:
            parts.representation.acting(by, owner, kept.item_code)
        return Change(parts.shelf().take_off(owner, sha256))

    parts.committer.commit(change, None)


def _owner(parts: Parts, by: Caller, organisation_id: str | None) -> str:
    by.require_reach("file_not_on_shelf", owner=by.id)
    if organisation_id is None:
        return by.id
    parts.representation.require_overview(by, organisation_id)
    return organisation_id

"""One step in the life of an item's edition: what it writes and the act that it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib.catalogue import acts
from chalicelib.catalogue.editions.reach import colleague
from chalicelib.catalogue.editions.records import OpenDraft
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition, Writes
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType, Recorder, canonical_json
from chalicelib.shared.publishing import Shelf


class Step(NamedTuple):
    """What one act does: the shelf and edition after it, what it records, and what else is written.

    `ended` is what the shelf says of an item's end afterwards, `left` the department in whose list the draft stood,
    `needed_by` which items are told to have one that is out of force by this (None: nothing is asked).
    """

    type: ActType
    shelf: Shelf
    stored: StoredEdition
    changes: Mapping[str, Any]
    writes: Writes = ()
    ground: str | None = None
    ended: Mapping[str, Any] | None = None
    left: str | None = None
    needed_by: Sequence[Mapping[str, str]] | None = None


def drafted(
    shelf: ItemShelf,
    before: StoredEdition | None,
    content: Mapping[str, Any],
    by: Caller,
    import_id: str | None = None,
    reason: str | None = None,
) -> Step:
    """The step that puts `content` into the open edition, or begins the next one."""
    digest = content_sha256(content)
    after = shelf.shelf
    if before:
        edition = publishing.revise(before.edition, digest, by.id, colleague(by))
    else:
        after, edition = publishing.begin(after, digest, by.id, colleague(by))
    stored = StoredEdition(shelf.code, edition, content, before.version if before else None)
    said = {"import_id": import_id, **({"reason": reason} if reason else {})}
    return Step(acts.DRAFTED, after, stored, said, ended=shelf.ended, left=_left(before, content))


def written(store: CatalogueStore, recorder: Recorder, shelf: ItemShelf, step: Step, by: Caller) -> tuple[Writes, Act]:
    """A step's writes and its act."""
    edition = step.stored.edition
    said = {"item_code": shelf.code, "number": edition.number, "sha256": edition.sha256, **step.changes}
    act = recorder.next(shelf.chain, step.type, by, said, ground=step.ground)
    after = shelf._replace(shelf=step.shelf, seq=act.seq, head=act.hash, ended=step.ended)
    if step.type in (acts.PUBLISHED, acts.ENDED):
        after = after._replace(confidential=step.stored.content["confidential"])
    listing = _draft_listing(store, shelf, step)
    return (*store.save_shelf(shelf, after), *store.save_edition(step.stored), *listing, *step.writes), act


def content_sha256(content: Mapping[str, Any]) -> str:
    """The hash of a content's RFC 8785 form."""
    return sha256(canonical_json(dict(content)).encode()).hexdigest()


def shown(stored: StoredEdition) -> dict[str, Any]:
    """An edition as its keepers see it."""
    return {
        "item_code": stored.code,
        **publishing.shown(stored.edition),
        "revision": stored.version,
        "content": dict(stored.content),
    }


def decided(step: Step) -> dict[str, Any]:
    """The answer to a step: the edition after it, and who is left naming what it took out of force."""
    saved = step.stored._replace(version=(step.stored.version or 0) + 1)
    return {**shown(saved), **({} if step.needed_by is None else {"needed_by": list(step.needed_by)})}


def _left(before: StoredEdition | None, content: Mapping[str, Any]) -> str | None:
    department: str | None = before.content["department"] if before else None
    return department if department != content["department"] else None


def _draft_listing(store: CatalogueStore, shelf: ItemShelf, step: Step) -> Writes:
    """The list of open drafts is kept with every step: what is made is on it, what is published no more."""
    edition, content = step.stored.edition, step.stored.content
    dropped = store.drop_draft(step.left, shelf.code) if step.left else ()
    if step.shelf.open == edition.number:
        divisions = tuple(content["divisions"])
        draft = OpenDraft(content["department"], shelf.code, edition.number, content["name"], edition.stage, divisions)
        return (*dropped, *store.note_draft(draft))
    return store.drop_draft(content["department"], shelf.code) if shelf.shelf.open == edition.number else dropped

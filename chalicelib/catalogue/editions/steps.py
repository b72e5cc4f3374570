"""One step in the life of an item's edition: what it writes and the act that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib.catalogue import acts
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition, Writes
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType, Recorder, canonical_json
from chalicelib.shared.publishing import Shelf


class Step(NamedTuple):
    """What one act does: the shelf and edition after it, what it records, and what else is written."""

    type: ActType
    shelf: Shelf
    stored: StoredEdition
    changes: Mapping[str, Any]
    writes: Writes = ()


def drafted(
    shelf: ItemShelf,
    before: StoredEdition | None,
    content: Mapping[str, Any],
    by: Caller,
    import_id: str | None = None,
) -> Step:
    """The step that puts `content` into the open edition, or begins the next one."""
    digest = content_sha256(content)
    after = shelf.shelf
    if before:
        edition = publishing.revise(before.edition, digest, by.id)
    else:
        after, edition = publishing.begin(after, digest, by.id)
    stored = StoredEdition(shelf.code, edition, content, before.version if before else None)
    return Step(acts.DRAFTED, after, stored, {"import_id": import_id})


def written(store: CatalogueStore, recorder: Recorder, shelf: ItemShelf, step: Step, by: Caller) -> tuple[Writes, Act]:
    """A step's writes and its act."""
    edition = step.stored.edition
    said = {"item_code": shelf.code, "number": edition.number, "sha256": edition.sha256, **step.changes}
    act = recorder.next(shelf.chain, step.type, by, said)
    after = shelf._replace(shelf=step.shelf, seq=act.seq, head=act.hash)
    return (*store.save_shelf(shelf, after), *store.save_edition(step.stored), *step.writes), act


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

"""How a configuration document is drafted, audited, published and withdrawn: one act each, by different people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib.configuration import acts
from chalicelib.configuration.kinds import KINDS, TITLES
from chalicelib.configuration.ports import ConfigurationStore, InForce, Ledger, StoredEdition, Writes
from chalicelib.configuration.rules import described, plain, read, restored
from chalicelib.configuration.service import ConfigurationService
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import ActType, Recorder, canonical_json
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import NotFound, Stale
from chalicelib.shared.publishing import Shelf


class _Step(NamedTuple):
    """What one act does: the shelf and edition after it, and what else is written and recorded."""

    type: ActType
    shelf: Shelf
    stored: StoredEdition
    changes: Mapping[str, Any]
    writes: Writes = ()


class ConfigurationDesk:
    """The use cases of those who keep the city's configuration."""

    def __init__(
        self, store: ConfigurationStore, service: ConfigurationService, recorder: Recorder, committer: Committer
    ) -> None:
        self._store = store
        self._service = service
        self._recorder = recorder
        self._committer = committer

    def documents(self) -> dict[str, Any]:
        """Every document with the number of its edition in force (None: shipped defaults) and of its draft."""
        ledger = self._store.ledger()
        shelves = {name: ledger.shelf(name) for name in KINDS}
        listed = [
            {"document": name, "title": TITLES[name], "number": shelf.current, "draft": shelf.open}
            for name, shelf in shelves.items()
        ]
        return {"release": ledger.release, "documents": listed}

    def overview(self, document: str) -> dict[str, Any]:
        """The document in force, its draft if there is one, and what its fields mean."""
        kind = _kind(document)
        ledger, in_force = self._store.ledger(), self._store.in_force()
        shelf = ledger.shelf(document)
        return {
            "document": document,
            "title": TITLES[document],
            "release": ledger.release,
            "number": shelf.current,
            "content": plain(restored(kind, self._in_force(document, shelf, in_force))),
            "draft": _shown(self._stored(document, shelf.open)) if shelf.open else None,
            "fields": described(kind),
        }

    def _in_force(self, document: str, shelf: Shelf, in_force: InForce) -> Mapping[str, Any]:
        if KINDS[document].apart and shelf.current:
            return self._stored(document, shelf.current).content
        return in_force.contents.get(document, {})

    def edition(self, document: str, number: int) -> dict[str, Any]:
        """One edition. Raises NotFound."""
        _kind(document)
        return _shown(self._stored(document, number))

    def draft(self, document: str, content: Mapping[str, Any], if_match: int, by: Caller) -> dict[str, Any]:
        """Make or replace the draft; fields left out get their defaults. `if_match` 0: there is none yet.

        Raises Invalid, Stale.
        """
        whole = plain(read(_kind(document), content))
        digest = sha256(canonical_json(whole).encode()).hexdigest()

        def step(ledger: Ledger) -> _Step:
            shelf = ledger.shelf(document)
            before = self._stored(document, shelf.open) if shelf.open else None
            if ((before.version or 0) if before else 0) != if_match:
                raise Stale("version_stale")
            if before:
                edition = publishing.revise(before.edition, digest, by.id)
            else:
                shelf, edition = publishing.begin(shelf, digest, by.id)
            after = StoredEdition(document, edition, whole, before.version if before else None)
            return _Step(acts.DRAFTED, shelf, after, {})

        return self._perform(step, by, None)

    def audit(self, document: str, number: int, reason: str | None, by: Caller, once: Once | None) -> dict[str, Any]:
        """Find the draft in order or, with a reason, send it back to its authors."""

        def step(ledger: Ledger) -> _Step:
            before = self._stored(document, number)
            if reason is None:
                audited = publishing.audit(before.edition, by.id)
                return _Step(acts.AUDITED, ledger.shelf(document), before._replace(edition=audited), {})
            sent_back = before._replace(edition=publishing.send_back(before.edition, by.id))
            return _Step(acts.SENT_BACK, ledger.shelf(document), sent_back, {"reason": reason})

        return self._perform(step, by, once)

    def publish(self, document: str, number: int, by: Caller, once: Once | None) -> dict[str, Any]:
        """Put an audited edition in force: a new release."""
        alone = self._service.document("publishing").auditor_may_publish

        def step(ledger: Ledger) -> _Step:
            before, was = self._stored(document, number), ledger.shelf(document)
            shelf, edition = publishing.publish(was, before.edition, by.id, auditor_may_publish=alone)
            after = before._replace(edition=edition)
            changes = {"release": ledger.release + 1, "superseded": was.current}
            in_force = after._replace(content={}) if KINDS[document].apart else after
            writes = (
                *self._store.put_in_force(in_force),
                *self._store.note_release(document, ledger.release + 1, number),
                *self._superseded(document, was.current),
            )
            return _Step(acts.PUBLISHED, shelf, after, changes, writes)

        return self._perform(step, by, once)

    def withdraw(self, document: str, number: int, reason: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Go back to the shipped defaults: a new release too, for other values are in force."""

        def step(ledger: Ledger) -> _Step:
            before = self._stored(document, number)
            shelf, edition = publishing.withdraw(ledger.shelf(document), before.edition, by.id)
            changes = {"release": ledger.release + 1, "reason": reason}
            writes = (
                *self._store.remove_from_force(document),
                *self._store.note_release(document, ledger.release + 1, None),
            )
            return _Step(acts.WITHDRAWN, shelf, before._replace(edition=edition), changes, writes)

        return self._perform(step, by, once)

    def _perform(self, decide: Callable[[Ledger], _Step], by: Caller, once: Once | None) -> dict[str, Any]:
        def change() -> Change:
            ledger = self._store.ledger()
            return self._change(ledger, decide(ledger), by)

        answer = self._committer.commit(change, once)
        self._service.forget()
        return answer

    def _change(self, ledger: Ledger, step: _Step, by: Caller) -> Change:
        document, edition = step.stored.document, step.stored.edition
        said = {"document": document, "number": edition.number, "sha256": edition.sha256, **step.changes}
        act = self._recorder.next(ledger.chain, step.type, by, said)
        after = ledger._replace(
            release=step.changes.get("release", ledger.release),
            seq=act.seq,
            head=act.hash,
            shelves={**ledger.shelves, document: step.shelf},
        )
        writes = (*self._store.save_ledger(ledger, after), *self._store.save_edition(step.stored), *step.writes)
        saved = step.stored._replace(version=(step.stored.version or 0) + 1)
        return Change(writes, (act,), _shown(saved))

    def _superseded(self, document: str, number: int | None) -> Writes:
        if number is None:
            return ()
        before = self._stored(document, number)
        return self._store.save_edition(before._replace(edition=publishing.supersede(before.edition)))

    def _stored(self, document: str, number: int) -> StoredEdition:
        _kind(document)
        found = self._store.edition(document, number)
        if found is None:
            raise NotFound("edition_not_found")
        return found


def _kind(document: str) -> type:
    if document not in KINDS:
        raise NotFound("document_not_found")
    return KINDS[document]


def _shown(stored: StoredEdition) -> dict[str, Any]:
    return {
        "document": stored.document,
        **publishing.shown(stored.edition),
        "revision": stored.version,
        "content": dict(stored.content),
    }

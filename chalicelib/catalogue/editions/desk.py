"""How an item is drafted, audited, published and withdrawn: one act each, by different people (审核与发布)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.checks.structure import audit_faults, content_faults
from chalicelib.catalogue.editions.steps import Step, drafted, shown, written
from chalicelib.catalogue.elements.codes import ITEM_CODE
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.files.references import file_faults
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.search.entries import entry_of
from chalicelib.configuration.service import ConfigurationService
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, Stale
from chalicelib.shared.publishing import Shelf


class CatalogueDesk:
    """The use cases of those who keep the catalogue."""

    def __init__(
        self,
        store: CatalogueStore,
        configuration: ConfigurationService,
        recorder: Recorder,
        committer: Committer,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._recorder = recorder
        self._committer = committer

    def draft(self, code: str) -> dict[str, Any]:
        """The edition that is being made. Raises NotFound `draft_not_found`."""
        return shown(self._open(_known(code), self._store.shelf(code).shelf))

    def save_draft(self, code: str, content: Mapping[str, Any], if_match: int, by: Caller) -> dict[str, Any]:
        """Make or replace the draft. `if_match` is its revision, 0 while there is none. What is left out is filled in.

        Raises Invalid naming everything wrong within the content, Stale.
        """
        _known(code)
        content = completed(content)
        stray = [] if content["item_code"] == code else [Fault("/content/item_code", "item_code_differs")]
        if faults := [*stray, *content_faults(content)]:
            raise Invalid("item_invalid", faults=faults)

        def step(shelf: ItemShelf) -> Step:
            before = self._open(code, shelf.shelf) if shelf.shelf.open else None
            if ((before.version or 0) if before else 0) != if_match:
                raise Stale("version_stale")
            return drafted(shelf, before, content, by)

        return self._perform(code, step, by, None)

    def audit(self, code: str, number: int, reason: str | None, by: Caller, once: Once | None) -> dict[str, Any]:
        """Find the draft in order or, with a reason, send it back to its authors.

        Raises Invalid `tables_unsound` if a decision table has gaps or overlaps.
        """

        def step(shelf: ItemShelf) -> Step:
            before = self._stored(code, number)
            if reason is not None:
                sent_back = before._replace(edition=publishing.send_back(before.edition, by.id))
                return Step(acts.SENT_BACK, shelf.shelf, sent_back, {"reason": reason})
            audited = publishing.audit(before.edition, by.id)
            if faults := [*audit_faults(before.content), *file_faults(before.content, self._store)]:
                raise Invalid("tables_unsound", faults=faults)
            return Step(acts.AUDITED, shelf.shelf, before._replace(edition=audited), {})

        return self._perform(_known(code), step, by, once)

    def publish(self, code: str, number: int, by: Caller, once: Once | None) -> dict[str, Any]:
        """Put an audited edition in force and on the public list."""
        alone = self._configuration.document("publishing").auditor_may_publish

        def step(shelf: ItemShelf) -> Step:
            before, was = self._stored(code, number), shelf.shelf
            after, edition = publishing.publish(was, before.edition, by.id, auditor_may_publish=alone)
            writes = (*self._listing(before), *self._superseded(code, was.current))
            return Step(acts.PUBLISHED, after, before._replace(edition=edition), {"superseded": was.current}, writes)

        return self._perform(_known(code), step, by, once)

    def withdraw(self, code: str, number: int, reason: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Take the edition in force off the public list: it cannot be applied for any more. Cases keep theirs."""

        def step(shelf: ItemShelf) -> Step:
            before = self._stored(code, number)
            after, edition = publishing.withdraw(shelf.shelf, before.edition, by.id)
            writes = self._store.unlist_item(code)
            return Step(acts.WITHDRAWN, after, before._replace(edition=edition), {"reason": reason}, writes)

        return self._perform(_known(code), step, by, once)

    def _perform(self, code: str, decide: Callable[[ItemShelf], Step], by: Caller, once: Once | None) -> dict[str, Any]:
        def change() -> Change:
            shelf = self._store.shelf(code)
            step = decide(shelf)
            writes, act = written(self._store, self._recorder, shelf, step, by)
            saved = step.stored._replace(version=(step.stored.version or 0) + 1)
            return Change(writes, (act,), shown(saved))

        return self._committer.commit(change, once)

    def _listing(self, stored: StoredEdition) -> Writes:
        entry = entry_of(stored.code, stored.edition.number, stored.content)
        return self._store.list_item(entry) if entry else self._store.unlist_item(stored.code)

    def _superseded(self, code: str, number: int | None) -> Writes:
        if number is None:
            return ()
        before = self._stored(code, number)
        return self._store.save_edition(before._replace(edition=publishing.supersede(before.edition)))

    def _open(self, code: str, shelf: Shelf) -> StoredEdition:
        if shelf.open is None:
            raise NotFound("draft_not_found")
        return self._stored(code, shelf.open)

    def _stored(self, code: str, number: int) -> StoredEdition:
        found = self._store.edition(code, number)
        if found is None:
            raise NotFound("edition_not_found")
        return found


def _known(code: str) -> str:
    if not ITEM_CODE.fullmatch(code):
        raise NotFound("draft_not_found")
    return code

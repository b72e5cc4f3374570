"""How a draft is audited, published and withdrawn: one act each, by different people (审核与发布)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.checks.reform import ends
from chalicelib.catalogue.editions.examining import Examination
from chalicelib.catalogue.editions.publication import Publication
from chalicelib.catalogue.editions.reach import colleague, require_move, require_reach
from chalicelib.catalogue.editions.steps import Step, decided, written
from chalicelib.catalogue.elements.codes import ITEM_CODE
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition
from chalicelib.configuration.service import ConfigurationService
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import NotFound


class Decisions:
    """What auditors do with drafts, and with what is in force."""

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
        self._examination = Examination(store, configuration)
        self._publication = Publication(store)

    def audit(self, code: str, number: int, reason: str | None, by: Caller, once: Once | None) -> dict[str, Any]:
        """Find the draft in order or, with a reason, send it back to its authors.

        Raises Invalid `findings_open` while the element check finds anything.
        """

        def step(shelf: ItemShelf) -> Step:
            before = self._within_reach(shelf, number, by)
            if reason is not None:
                sent_back = before._replace(edition=publishing.send_back(before.edition, by.id, colleague(by)))
                return Step(acts.SENT_BACK, shelf.shelf, sent_back, {"reason": reason}, ended=shelf.ended)
            audited = before._replace(edition=publishing.audit(before.edition, by.id, colleague(by)))
            self._examination.of(before.content).require_none()
            return Step(acts.AUDITED, shelf.shelf, audited, {}, ended=shelf.ended)

        return self._perform(self._known(code), step, by, once)

    def publish(
        self, code: str, number: int, by: Caller, once: Once | None, *, raises_standard: bool = False
    ) -> dict[str, Any]:
        """Put an audited edition in force and on the public list; one of a reform that ends the item takes it off both.

        Raises RuleViolation `reform_not_effective` before the day of the reform; Invalid `findings_open` if the check,
        or `standard_differs` if the standard of the basic code, has something to say by now; Forbidden
        `standard_beyond_reach` for who would raise the standard of items that are not theirs to keep.
        """
        alone = self._configuration.document("publishing").auditor_may_publish

        def step(shelf: ItemShelf) -> Step:
            before = self._within_reach(shelf, number, by)
            act = publishing.end if ends(before.content) else publishing.publish
            after, edition = act(shelf.shelf, before.edition, by.id, colleague(by), auditor_may_publish=alone)
            self._publication.require_effective(before.content, self._recorder.law_now())
            examined = self._examination.of(before.content)
            examined.require_none()
            superseded = self._stored(code, shelf.shelf.current) if shelf.shelf.current else None
            stored = before._replace(edition=edition)
            found = self._publication.step(after, stored, superseded, by, raises_standard=raises_standard)
            return found._replace(writes=(*found.writes, *examined.guards))

        return self._perform(self._known(code), step, by, once)

    def withdraw(self, code: str, number: int, reason: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Take the edition in force off the public list: it cannot be applied for any more. Cases keep theirs.

        The answer names the items in force that have this one for a prerequisite.
        """

        def step(shelf: ItemShelf) -> Step:
            before = self._stored(code, number)
            require_reach(by, before.content, "edition_not_found")
            after, edition = publishing.withdraw(shelf.shelf, before.edition, by.id, colleague(by))
            return self._publication.withdrawal(after, before._replace(edition=edition), reason)

        return self._perform(self._known(code), step, by, once)

    def _perform(self, code: str, decide: Callable[[ItemShelf], Step], by: Caller, once: Once | None) -> dict[str, Any]:
        def change() -> Change:
            shelf = self._store.shelf(code)
            step = decide(shelf)
            writes, act = written(self._store, self._recorder, shelf, step, by)
            return Change(writes, (act,), decided(step))

        return self._committer.commit(change, once)

    def _within_reach(self, shelf: ItemShelf, number: int, by: Caller) -> StoredEdition:
        """An edition, if its item is within reach as it is in force and as it would be."""
        stored = self._stored(shelf.code, number)
        current = self._stored(shelf.code, shelf.shelf.current).content if shelf.shelf.current else None
        require_move(by, current, stored.content, "edition_not_found")
        return stored

    def _stored(self, code: str, number: int) -> StoredEdition:
        found = self._store.edition(code, number)
        if found is None:
            raise NotFound("edition_not_found")
        return found

    def _known(self, code: str) -> str:
        if not ITEM_CODE.fullmatch(code):
            raise NotFound("draft_not_found")
        return code

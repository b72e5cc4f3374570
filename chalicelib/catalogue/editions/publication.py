"""What a publication brings about: the edition before it, the public list, the standard, the end of an item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.checks.reform import effective_on, ends
from chalicelib.catalogue.editions.needs import codes_of, needs_changed, still_needed
from chalicelib.catalogue.editions.standards import followed, key_of, left
from chalicelib.catalogue.editions.steps import Step
from chalicelib.catalogue.ports import CatalogueStore, StoredEdition, Writes
from chalicelib.catalogue.search.entries import entry_of
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.publishing import Shelf

Content = Mapping[str, Any]


class Publication:
    """Makes the step of an edition that is put in force, or that ends its item."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store

    def require_effective(self, content: Content, now: datetime) -> None:
        """Raise RuleViolation `reform_not_effective` before the day that the reform names."""
        reform = content["reform"]
        day = effective_on(reform) if reform else None
        if day and day > civil_date(now):
            raise RuleViolation("reform_not_effective", effective_on=day.isoformat(), document=reform["document"])

    def step(
        self,
        shelf: Shelf,
        stored: StoredEdition,
        superseded: StoredEdition | None,
        by: Caller,
        *,
        raises_standard: bool,
    ) -> Step:
        """The step, with everything that it writes beside the edition and its shelf."""
        content, current = stored.content, superseded.content if superseded else None
        writes = (*self._superseding(superseded), *needs_changed(self._store, stored.code, current, content))
        said = {"superseded": superseded.edition.number if superseded else None, **_reform_said(content)}
        ground = content["reform"]["document"] if content["reform"] else None
        left = still_needed(self._store, stored.code) if ends(content) or content["confidential"] else []
        said |= {"needed_by": codes_of(left)} if left else {}
        if ends(content):
            writes = (*writes, *self._store.unlist_item(stored.code), *self._left_standard(current or content))
            return Step(acts.ENDED, shelf, stored, said, writes, ground, _ended(content), needed_by=left)
        more, number = self._standard(content, superseded, by, raises_standard)
        entry = entry_of(stored.code, stored.edition.number, content)
        listing = self._store.list_item(entry) if entry else self._store.unlist_item(stored.code)
        told = said if number is None else {**said, "standard": number}
        return Step(acts.PUBLISHED, shelf, stored, told, (*writes, *listing, *more), ground, needed_by=left)

    def withdrawal(self, shelf: Shelf, stored: StoredEdition, reason: str) -> Step:
        """The step of an edition that is taken out of force with nothing in its place."""
        writes = (
            *self._store.unlist_item(stored.code),
            *self._left_standard(stored.content),
            *needs_changed(self._store, stored.code, stored.content, None),
        )
        left = still_needed(self._store, stored.code)
        said = {"reason": reason, **({"needed_by": codes_of(left)} if left else {})}
        return Step(acts.WITHDRAWN, shelf, stored, said, writes, needed_by=left)

    def _left_standard(self, content: Content) -> Writes:
        """What is not in force follows no standard any more."""
        key = key_of(content)
        standard = self._store.standard(key) if key else None
        if standard is None or content["item_code"] not in standard.members:
            return ()
        return self._store.save_standard(left(standard, content["item_code"]))

    def _standard(
        self, content: Content, superseded: StoredEdition | None, by: Caller, raises: bool
    ) -> tuple[Writes, int | None]:
        key, before = key_of(content), key_of(superseded.content) if superseded else None
        gone = self._left_standard(superseded.content) if superseded and before != key else ()
        if key is None:
            return gone, None
        standard = self._store.standard(key)
        after = followed(standard, content, raises=raises, by=by)
        kept = () if after == standard else self._store.save_standard(after)
        return (*gone, *kept), after.number

    def _superseding(self, before: StoredEdition | None) -> Writes:
        if before is None:
            return ()
        return self._store.save_edition(before._replace(edition=publishing.supersede(before.edition)))


def _reform_said(content: Content) -> dict[str, Any]:
    reform = content["reform"]
    if reform is None:
        return {}
    return {"reform": reform["kind"], **({"successor": reform["successor"]} if ends(content) else {})}


def _ended(content: Content) -> dict[str, Any]:
    """What the shelf says of the end."""
    reform = content["reform"]
    return {name: reform[name] for name in ("kind", "document", "effective_on", "successor")}

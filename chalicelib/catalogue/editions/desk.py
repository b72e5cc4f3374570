"""How an item is drafted and its drafts are read. What is decided on them is in `deciding.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.checks.structure import content_faults
from chalicelib.catalogue.editions.deciding import Decisions
from chalicelib.catalogue.editions.reach import require_move, require_share
from chalicelib.catalogue.editions.steps import Step, drafted, shown
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.ports import ItemShelf, StoredEdition
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation, Stale


class CatalogueDesk(Decisions):
    """The use cases of those who keep the catalogue."""

    def draft(self, code: str, by: Caller) -> dict[str, Any]:
        """The edition that is being made, with what the element check says. Raises NotFound `draft_not_found`."""
        shelf = self._store.shelf(self._known(code))
        stored = self._open(code, shelf)
        require_share(by, self._held(shelf, stored), "draft_not_found")
        return {**shown(stored), **self._examination.of(stored.content).shown()}

    def save_draft(
        self, code: str, content: Mapping[str, Any], if_match: int, by: Caller, reason: str | None = None
    ) -> dict[str, Any]:
        """Make or replace the draft. `if_match` is its revision, 0 while there is none. What is left out is filled in.

        Raises Invalid naming everything wrong within the content; NotFound for what is not within reach; Stale;
        RuleViolation `item_has_ended` for an item at its end, unless a `reason` says why it comes back.
        """
        self._known(code)
        content = completed(content)
        stray = [] if content["item_code"] == code else [Fault("/content/item_code", "item_code_differs")]
        if faults := [*stray, *content_faults(content)]:
            raise Invalid("item_invalid", faults=faults)

        def step(shelf: ItemShelf) -> Step:
            before = self._open(code, shelf) if shelf.shelf.open else None
            held = self._held(shelf, before)
            if before:
                require_share(by, held, "item_beyond_reach")
            require_move(by, held[-1] if held else None, content, "item_beyond_reach")
            if ((before.version or 0) if before else 0) != if_match:
                raise Stale("version_stale")
            if shelf.ended and before is None and reason is None:
                raise RuleViolation("item_has_ended", document=shelf.ended["document"])
            return drafted(shelf, before, content, by, reason=reason)

        saved = self._perform(code, step, by, None)
        return {**saved, **self._examination.of(content).shown()}

    def _open(self, code: str, shelf: ItemShelf) -> StoredEdition:
        if shelf.shelf.open is None:
            raise NotFound("draft_not_found" if shelf.shelf.current is None else "draft_not_begun")
        return self._stored(code, shelf.shelf.open)

    def _held(self, shelf: ItemShelf, open_: StoredEdition | None) -> list[Mapping[str, Any]]:
        """Whose the item is: by its draft, and at last by the edition in force or, without one, the last one."""
        number = shelf.shelf.current or shelf.shelf.latest
        last = self._stored(shelf.code, number) if number else None
        return [one.content for one in (open_, last) if one]

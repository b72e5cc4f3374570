"""What became of an item: its editions with who did what when, what they changed, the standard, the open drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chalicelib.catalogue.editions.changes import changes
from chalicelib.catalogue.editions.reach import departments_of, require_reach, within
from chalicelib.catalogue.editions.records import OpenDraft
from chalicelib.catalogue.editions.standards import shown as standard_shown
from chalicelib.catalogue.editions.steps import shown
from chalicelib.catalogue.elements.codes import ITEM_CODE
from chalicelib.catalogue.ports import CatalogueStore, StoredEdition
from chalicelib.shared import publishing
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound

LatestActs = Callable[..., Iterable[Act]]
MOST_ACTS = 200


class CatalogueHistory:
    """What keepers read of items beside their drafts."""

    def __init__(self, store: CatalogueStore, latest: LatestActs) -> None:
        self._store = store
        self._latest = latest

    def versions(
        self, code: str, limit: int, before: int | None, by: Caller
    ) -> tuple[list[dict[str, Any]], int | None]:
        """The editions of an item, newest first, and the number to go on before (None: the end).

        `steps` are what was done with each, when by law time and by whom, as far as the last 200 acts tell.
        """
        found = self._store.history(code, limit + 1, before) if ITEM_CODE.fullmatch(code) else ()
        if not found:
            raise NotFound("edition_not_found")
        require_reach(by, found[0].content, "edition_not_found")
        steps = self._steps(code)
        some = [
            {**publishing.shown(one.edition), "steps": steps.get(one.edition.number, [])[::-1]} for one in found[:limit]
        ]
        return some, found[limit - 1].edition.number if len(found) > limit else None

    def version(self, code: str, number: int, by: Caller) -> dict[str, Any]:
        """One edition, whatever stage it is in."""
        return shown(self._found(code, number, by))

    def changes(self, code: str, number: int, since: int | None, by: Caller) -> dict[str, Any]:
        """What an edition changes: since the given one, or the one before it; with none before, all is added."""
        after = self._found(code, number, by)
        earlier = number - 1 if since is None else since
        before = self._found(code, earlier, by).content if earlier else {}
        return {"item_code": code, "number": number, "since": earlier, "changes": changes(before, after.content)}

    def standard(self, key: str) -> dict[str, Any]:
        """What the items of one basic code have in common, and who follows it."""
        standard = self._store.standard(key) if ITEM_CODE.fullmatch(key) else None
        if standard is None or not standard.number:
            raise NotFound("standard_not_found")
        return standard_shown(standard)

    def drafts(
        self, department: str | None, limit: int, after: str | None, by: Caller
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Open drafts within reach by department and code, and the key to go on after (None: the end)."""
        own = departments_of(by)
        wanted: tuple[str | None, ...] = (None,) if own is None else own
        if department is not None:
            wanted = (department,) if own is None or department in own else ()
        found = list(self._listed(wanted, limit + 1, after))
        some = [_listed(draft) for draft in found[:limit] if within(by, draft.department, draft.divisions)]
        by.reach_checked = True
        return some, found[limit - 1].key if len(found) > limit else None

    def _listed(self, departments: Iterable[str | None], limit: int, after: str | None) -> Iterator[OpenDraft]:
        for department in departments:
            found = self._store.open_drafts(limit, after, department) if limit > 0 else ()
            limit -= len(found)
            yield from found

    def _found(self, code: str, number: int, by: Caller) -> StoredEdition:
        found = self._store.edition(code, number) if ITEM_CODE.fullmatch(code) else None
        if found is None:
            raise NotFound("edition_not_found")
        require_reach(by, found.content, "edition_not_found")
        return found

    def _steps(self, code: str) -> dict[Any, list[dict[str, Any]]]:
        steps: dict[Any, list[dict[str, Any]]] = {}
        for act in self._latest(f"item#{code}", before=None, limit=MOST_ACTS):
            said = {"act": act.type, "at": act.law_time, "by": act.actor.id, "reason": act.changes.get("reason")}
            steps.setdefault(act.changes["number"], []).append({**said, "ground": act.ground})
        return steps


def _listed(draft: OpenDraft) -> dict[str, Any]:
    return {**draft._asdict(), "divisions": list(draft.divisions)}

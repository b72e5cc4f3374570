"""The public door of the catalogue: what is published. Other domains use nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.elements.codes import DIVISION_CODE, ITEM_CODE
from chalicelib.catalogue.item_parts import (
    Commitment,
    ExaminationPoint,
    MaterialSlot,
    Remedies,
    Result,
    SpecialProcedure,
)
from chalicelib.catalogue.rules import Extension, Limit, ServiceItem, Stage, Unit
from chalicelib.shared.clocks import CITY_TIME
from chalicelib.shared.errors import NotFound, RuleViolation

if TYPE_CHECKING:
    from chalicelib.catalogue.divisions.changes import Endings
    from chalicelib.catalogue.guides.guide import Guide
    from chalicelib.catalogue.ports import CatalogueStore
    from chalicelib.catalogue.records import Division
    from chalicelib.decision_tables.evaluation import Decision

__all__ = [
    "CatalogueService",
    "Commitment",
    "ExaminationPoint",
    "Extension",
    "Limit",
    "MaterialSlot",
    "Remedies",
    "Result",
    "ServiceItem",
    "SpecialProcedure",
    "Stage",
    "Unit",
]

MAX_KEPT = 200


class CatalogueService:
    """Published items, their guides and rule tables, and divisions.

    A published edition never changes, so each container keeps those it has read; which one is in force is read
    every time (half a read unit), because what was withdrawn a second ago must not be applied for.
    """

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store
        self._kept: dict[tuple[str, int], ServiceItem] = {}

    def published(self, item_code: str, version: int | None = None) -> ServiceItem:
        """The item in force or, by its version, one that once was. Raises NotFound `item_not_found`, `item_ended`.

        A confidential item (涉密) is as if it were not there.
        """
        return self.public(item_code, version)[0]

    def pinned(self, item_code: str, version: int) -> ServiceItem:
        """A version for those who hold it, as a case does: it stays theirs when the item ends or becomes confidential.

        Raises NotFound `item_not_found`.
        """
        item = self._edition(item_code, version)
        if item is None or item.confidential:
            raise NotFound("item_not_found")
        return item

    def public(self, item_code: str, version: int | None = None) -> tuple[ServiceItem, bool]:
        """What everybody may read: the item in force or one that once was, and whether it is in force.

        Raises NotFound `item_not_found`; `item_ended`, naming document and successor, for one that a reform ended.
        Once an item is confidential, its earlier versions are not shown either.
        """
        shelf = self._store.shelf(item_code, fresh=False) if ITEM_CODE.fullmatch(item_code) else None
        number = version or (shelf.shelf.current if shelf else None)
        item = self._edition(item_code, number) if number else None
        if shelf is None or shelf.confidential or (item is not None and item.confidential):
            raise NotFound("item_not_found")
        if item is None:
            raise self._ended(shelf.ended) if shelf.ended and version is None else NotFound("item_not_found")
        return item, number == shelf.shelf.current

    def in_force(self, item_code: str) -> int | None:
        """The version in force, or None."""
        if not ITEM_CODE.fullmatch(item_code):
            return None
        return self._store.shelf(item_code, fresh=False).shelf.current

    def guide(self, item_code: str, answers: Mapping[str, object], version: int | None = None) -> Guide:
        """What one situation needs. Raises NotFound, Invalid (answers), RuleViolation."""
        from chalicelib.catalogue.guides.guide import guide_for

        return guide_for(self.pinned(item_code, version) if version else self.published(item_code), answers)

    def ruling(self, item_code: str, version: int, facts: Mapping[str, object]) -> Decision | None:
        """What the item's instant-approval table (秒批) decides on these facts, as a fact to record.

        None without a table, or without a fact that the table asks for: then people decide. Raises Invalid for a
        fact of the wrong type.
        """
        from chalicelib.decision_tables.evaluation import decide

        table = self.pinned(item_code, version).instant_approval
        if table is None or any(column.name not in facts for column in table.inputs):
            return None
        return decide(table, facts)

    def children(self, division_code: str, on: str | None = None) -> tuple[Division, ...]:
        """The divisions directly below one that stand on a day (None: today); twelve zeros: the provinces.

        Raises NotFound `division_not_found`.
        """
        found = self._store.children(division_code) if DIVISION_CODE.fullmatch(division_code) else None
        if found is None:
            self.division(division_code)
            return ()
        return tuple(division for division in found.divisions if division.in_force(on or _today()))

    def division(self, division_code: str) -> Division:
        """One division, in force or not. Raises NotFound `division_not_found`."""
        from chalicelib.catalogue.divisions.reading import division

        return division(self._store, division_code)

    def division_shown(self, division_code: str) -> dict[str, Any]:
        """One division with its name in full, successors and predecessors. Raises NotFound."""
        from chalicelib.catalogue.divisions.reading import shown

        return shown(self._store, division_code, _today())

    def children_shown(self, division_code: str, on: str | None) -> dict[str, Any]:
        """The divisions below one as of a day. Raises NotFound."""
        from chalicelib.catalogue.divisions.reading import brief

        day = on or _today()
        below = self.children(division_code, day)
        return {"code": division_code, "on": day, "children": [brief(division, day) for division in below]}

    def handled_in(self, item: ServiceItem, division_code: str) -> bool:
        """Whether an item is handled there, by whichever code either was known. One read."""
        from chalicelib.catalogue.divisions.changes import handled_in

        return handled_in(item.divisions, division_code, self._store.endings().by_code, _today())

    def offered(self, item: ServiceItem, division_code: str) -> bool:
        """Whether one may apply for an item there. One read. Raises RuleViolation as `require_not_ended` does."""
        from chalicelib.catalogue.divisions.changes import handled_in

        return handled_in(item.divisions, division_code, self._endings(division_code), _today())

    def require_not_ended(self, division_code: str) -> None:
        """Raises RuleViolation `division_ended` for a code that is no more, and says what it has become. One read."""
        self._endings(division_code)

    def _endings(self, division_code: str) -> Endings:
        """All codes that have ended, unless that one has."""
        from chalicelib.catalogue.divisions.changes import ended, present
        from chalicelib.catalogue.divisions.reading import Divisions

        endings = self._store.endings().by_code
        if old := ended(division_code, endings, _today()):
            full_name = Divisions(self._store).full_name
            now = [f"{full_name(code)}（{code}）" for code in present(old, endings, _today())]
            raise RuleViolation("division_ended", old=full_name(old) or old, now="、".join(now) or "无")
        return endings

    def _ended(self, by: Mapping[str, Any]) -> NotFound:
        """By what an item ended, and what there is instead unless that is confidential by now."""
        named = [by["successor"]] if by["successor"] else []
        successors = [code for code in named if not self._store.shelf(code, fresh=False).confidential]
        code = "item_merged" if successors else "item_ended"
        return NotFound(code, document=by["document"], effective_on=by["effective_on"], successors=successors)

    def _edition(self, item_code: str, number: int) -> ServiceItem | None:
        if (item_code, number) not in self._kept:
            stored = self._store.edition(item_code, number) if ITEM_CODE.fullmatch(item_code) else None
            if stored is None or not stored.edition.was_published:
                return None
            if len(self._kept) >= MAX_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[item_code, number] = ServiceItem(item_code, number, stored.edition.sha256, stored.content)
        return self._kept[item_code, number]


def _today() -> str:
    return CITY_TIME.today().isoformat()

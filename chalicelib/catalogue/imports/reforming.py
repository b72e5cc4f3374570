"""Puts rows of a reform list in place: each becomes a draft of the item's edition in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.catalogue.editions.reach import may_move
from chalicelib.catalogue.editions.steps import content_sha256, drafted, written
from chalicelib.catalogue.imports.items import size_reasons, structure_reasons
from chalicelib.catalogue.imports.kinds import Clean, Placed
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.catalogue.imports.records import Import
from chalicelib.catalogue.imports.reforms import KEY, reformed
from chalicelib.catalogue.ports import ItemShelf
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Recorder

GROUP = 16
"""Rows of one transaction: an item takes up to five writes, for its department may change."""


class ReformPlacing:
    """Drafts what a reform list says, for items in force that nobody is working on."""

    def __init__(self, store: ImportStore, recorder: Recorder) -> None:
        self._store = store
        self._recorder = recorder

    def placed(self, rows: Sequence[Clean], import_: Import, by: Caller) -> Placed:
        """Draft the first rows."""
        group = rows[:GROUP]
        shelves = self._store.shelves(sorted({code for row in group for code in _codes(row)}))
        writes, acts, reasons = list[Any](), list[Act](), list[tuple[int, Reason]]()
        for at, row in enumerate(group):
            shelf = shelves[row[KEY]]
            found = self._outcome(shelf, row, shelves, by)
            if isinstance(found, tuple):
                reasons.append((at, found))
            elif found is not None:
                step = drafted(shelf, None, found, by, import_.import_id)
                more, act = written(self._store, self._recorder, shelf, step, by)
                writes += more
                acts.append(act)
        return Placed(len(group), len(acts), tuple(reasons), tuple(writes), tuple(acts))

    def _outcome(
        self, shelf: ItemShelf, row: Clean, shelves: Mapping[str, ItemShelf], by: Caller
    ) -> Mapping[str, Any] | Reason | None:
        """The content to draft, why there is none, or None where the item says so already."""
        reform, successor = row["reform"], row["reform"]["successor"]
        if shelf.ended and (shelf.ended["kind"], shelf.ended["document"]) == (reform["kind"], reform["document"]):
            return None
        if shelf.shelf.current is None:
            return (KEY, "not_in_force")
        if successor and shelves[successor].shelf.current is None:
            return ("successor_code", "not_in_force")
        return self._content(shelf, row, by)

    def _content(self, shelf: ItemShelf, row: Clean, by: Caller) -> Mapping[str, Any] | Reason | None:
        numbers = [number for number in (shelf.shelf.current, shelf.shelf.open) if number]
        editions = self._store.editions((shelf.code, number) for number in numbers)
        before = editions[shelf.code, numbers[0]].content
        after = reformed(before, row)
        if not may_move(by, before, after):
            return (KEY, "outside_your_reach")
        if content_sha256(after) in {edition.edition.sha256 for edition in editions.values()}:
            return None
        if shelf.shelf.open:
            return (KEY, "draft_open")
        wrong = [*structure_reasons(after), *size_reasons(after)]
        return (KEY, wrong[0][1]) if wrong else after


def _codes(row: Clean) -> list[str]:
    return [code for code in (row[KEY], row["reform"]["successor"]) if code]

"""Puts clean rows in place: contents become drafts, divisions join the lists below their parents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from chalicelib.catalogue.divisions import rows as divisions
from chalicelib.catalogue.divisions.storing import merge
from chalicelib.catalogue.editions.reach import within
from chalicelib.catalogue.editions.steps import content_sha256, drafted, written
from chalicelib.catalogue.elements.codes import NO_DIVISION
from chalicelib.catalogue.imports.kinds import Clean, Placed
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.catalogue.imports.records import Import
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Recorder

GROUP = 24
WRITES_OF_ONE = 4
"""Shelf, edition, entry among the open drafts, act."""
MOST_WRITES = GROUP * WRITES_OF_ONE
"""A transaction takes 100; the import itself one or two."""
MOST_BYTES = 3 * 1024 * 1024
"""A transaction takes 4 MB."""
MOST_PARENTS = 40


class _Standing(NamedTuple):
    """Where an item stands, with the editions that may say the same already: the one being made, and the last one."""

    shelf: ItemShelf
    open: StoredEdition | None
    last: StoredEdition | None

    def says(self, digest: str) -> bool:
        editions = (edition.edition.sha256 for edition in (self.open, self.last) if edition)
        return digest == self.shelf.imported_sha256 or digest in editions

    def refuses(self, by: Caller) -> Reason | None:
        """Why the item is not for a draft of this caller's."""
        before = self.open or self.last
        if before and not within(by, before.content["department"], before.content["divisions"]):
            return ("item_code", "outside_your_reach")
        if self.shelf.ended and self.open is None:
            return ("item_code", "item_has_ended")
        if self.open and self.open.edition.sha256 != self.shelf.imported_sha256:
            return ("item_code", "draft_edited")  # a person's work, or a reform list's: nobody loses it to a file
        return None


class ItemPlacing:
    """Drafts items from contents that have changed since they were last imported, drafted or published."""

    def __init__(self, store: ImportStore, recorder: Recorder) -> None:
        self._store = store
        self._recorder = recorder

    def placed(self, rows: Sequence[Clean], import_: Import, by: Caller) -> Placed:
        """Draft as many of the first rows as fit into one transaction."""
        taken, size, writes, acts, reasons = 0, 0, list[Any](), list[Act](), list[tuple[int, Reason]]()
        for first in range(0, len(rows), GROUP):
            if len(writes) + len(acts) + WRITES_OF_ONE > MOST_WRITES:
                break
            group = rows[first : first + GROUP]
            digests = [content_sha256(content) for content in group]
            standing = self._standing(group, digests)
            for content, digest, stands in zip(group, digests, standing, strict=True):
                if stands.says(digest):
                    pass
                elif reason := stands.refuses(by):
                    reasons.append((taken, reason))
                else:
                    more, act = self._drafted(stands, content, digest, import_, by)
                    size += len(json.dumps(content, ensure_ascii=False).encode())
                    if writes and (len(writes) + len(acts) + len(more) + 1 > MOST_WRITES or size > MOST_BYTES):
                        return Placed(taken, len(acts), tuple(reasons), tuple(writes), tuple(acts))
                    writes += more
                    acts.append(act)
                taken += 1
        return Placed(taken, len(acts), tuple(reasons), tuple(writes), tuple(acts))

    def _standing(self, group: Sequence[Clean], digests: Sequence[str]) -> list[_Standing]:
        """Where the items of a group stand; editions are read of those alone that the shelf does not settle."""
        shelves = self._store.shelves([content["item_code"] for content in group])
        in_order = [shelves[content["item_code"]] for content in group]
        open_to_question = [s for s, digest in zip(in_order, digests, strict=True) if s.imported_sha256 != digest]
        found = self._store.editions({(s.code, number) for s in open_to_question for number in _numbers(s) if number})
        return [_Standing(s, *(found.get((s.code, number)) for number in _numbers(s))) for s in in_order]

    def _drafted(
        self, stands: _Standing, content: Mapping[str, Any], digest: str, import_: Import, by: Caller
    ) -> tuple[Writes, Act]:
        step = drafted(stands.shelf, stands.open, content, by, import_.import_id)
        shelf = stands.shelf._replace(imported_sha256=digest)
        return written(self._store, self._recorder, shelf, step, by)


def _numbers(shelf: ItemShelf) -> tuple[int, int]:
    """The edition that is being made, and the one in force or else the last one; 0: there is none."""
    return shelf.shelf.open or 0, shelf.shelf.current or shelf.shelf.latest


class DivisionPlacing:
    """Merges divisions, some parents at a time; rows come by parent."""

    def __init__(self, store: ImportStore) -> None:
        self._store = store

    def placed(self, rows: Sequence[Clean], _import: Import, _by: Caller) -> Placed:
        """Merge the first rows, of at most 40 parents."""
        families = [list(family) for _, family in groupby(rows, key=lambda row: row["parent12"] or NO_DIVISION)]
        some = [row for family in families[:MOST_PARENTS] for row in family]
        accepted, writes = merge(self._store, divisions.read(some))
        return Placed(len(some), accepted, (), writes)

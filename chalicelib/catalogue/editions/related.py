"""The items that one hangs together with, as they are in force, and what keeps a decision on them true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.checks.relations import bounded, relation_faults
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, Writes
from chalicelib.shared.errors import Fault

Content = Mapping[str, Any]


class Related:
    """Reads what an item's relations lead to, each item once, and remembers what it was decided on."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store
        self._visited: dict[str, ItemShelf] = {}

    def faults(self, content: Content) -> list[Fault]:
        """What is wrong with the item among those in force."""
        return relation_faults(content, bounded(self._in_force))

    def guards(self) -> Writes:
        """The parts of a transaction that fail if any item looked at has changed meanwhile."""
        return tuple(part for shelf in self._visited.values() for part in self._store.unchanged(shelf))

    def _in_force(self, code: str) -> Content | None:
        shelf = self._visited[code] = self._store.shelf(code)
        stored = self._store.edition(code, shelf.shelf.current) if shelf.shelf.current else None
        return stored.content if stored else None

"""A configuration store in memory, obeying what the table obeys."""

from __future__ import annotations

from typing import Any

from chalicelib.configuration.ports import InForce, Ledger, StoredEdition, Writes
from tests.fakes import MemoryWrite


class MemoryConfiguration:
    """A `ConfigurationStore`."""

    def __init__(self) -> None:
        self.stored: dict[Any, Any] = {}
        self.contents: dict[str, Any] = {}
        self.numbers: dict[str, int] = {}
        self.releases: dict[tuple[str, int], tuple[int | None]] = {}
        self.queries = 0

    def in_force(self) -> InForce:
        self.queries += 1
        return InForce(self.ledger().release, dict(self.contents), dict(self.numbers))

    def ledger(self) -> Ledger:
        return self.stored.get("ledger", Ledger())  # type: ignore[no-any-return]

    def edition(self, document: str, number: int) -> StoredEdition | None:
        return self.stored.get((document, number))

    def number_as_of(self, document: str, release: int) -> int | None:
        noted = [kept for kept in self.releases if kept[0] == document and kept[1] <= release]
        return self.releases[max(noted)][0] if noted else None

    def note_release(self, document: str, release: int, number: int | None) -> Writes:
        return (MemoryWrite(self.releases, (document, release), (number,)),)

    def save_ledger(self, before: Ledger, after: Ledger) -> Writes:
        return self._save("ledger", after, before.version)

    def save_edition(self, stored: StoredEdition) -> Writes:
        return self._save((stored.document, stored.edition.number), stored, stored.version)

    def put_in_force(self, stored: StoredEdition) -> Writes:
        return (
            MemoryWrite(self.contents, stored.document, dict(stored.content)),
            MemoryWrite(self.numbers, stored.document, stored.edition.number),
        )

    def remove_from_force(self, document: str) -> Writes:
        return MemoryWrite(self.contents, document, None), MemoryWrite(self.numbers, document, None)

    def _save(self, key: Any, value: Ledger | StoredEdition, expect: int | None) -> Writes:
        return (MemoryWrite(self.stored, key, value._replace(version=(expect or 0) + 1), expect),)

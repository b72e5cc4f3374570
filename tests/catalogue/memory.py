"""A catalogue store in memory, obeying what the table obeys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.files.store import StoredFile
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.records import Children, Report, StoredEndings
from chalicelib.catalogue.search.entries import Entry
from tests.fakes import MemoryWrite, Plain


class MemoryCatalogue:
    """A `CatalogueStore`."""

    def __init__(self) -> None:
        self.stored: dict[Any, Any] = {}
        self.list: dict[str, Entry] = {}
        self.pending: dict[str, Plain] = {}
        self.reports: dict[str, Any] = {}
        self.handed_in: dict[str, StoredFile] = {}
        self.reads = 0

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        self.reads += 1
        return self.stored.get(("shelf", code), ItemShelf(code))  # type: ignore[no-any-return]

    def edition(self, code: str, number: int) -> StoredEdition | None:
        self.reads += 1
        return self.stored.get((code, number))

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        return tuple(self.list[code] for code in sorted(self.list) if after is None or code > after)[:limit]

    def children(self, parent: str, *, fresh: bool = False) -> Children | None:
        return self.stored.get(("children", parent))

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        return self.stored.get("endings", StoredEndings())  # type: ignore[no-any-return]

    def report(self, import_id: str) -> Report | None:
        return self.reports.get(import_id)

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        return {digest: self.handed_in[digest] for digest in digests if digest in self.handed_in}

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes:
        return self._save(("shelf", after.code), after, before.version)

    def save_edition(self, stored: StoredEdition) -> Writes:
        encoded(stored.content)
        return self._save((stored.code, stored.edition.number), stored, stored.version)

    def list_item(self, entry: Entry) -> Writes:
        code = entry.item_code
        return MemoryWrite(self.list, code, entry), MemoryWrite(self.pending, code, Plain(entry))

    def unlist_item(self, code: str) -> Writes:
        return MemoryWrite(self.list, code, None), MemoryWrite(self.pending, code, Plain(None))

    def save_children(self, children: Children) -> Writes:
        encoded([division._asdict() for division in children.divisions])
        after = children._replace(version=(children.version or 0) + 1)
        return (MemoryWrite(self.stored, ("children", children.parent), after, children.version),)

    def save_endings(self, endings: StoredEndings) -> Writes:
        after = endings._replace(version=(endings.version or 0) + 1)
        encoded(endings.by_code)
        return (MemoryWrite(self.stored, "endings", after, endings.version),)

    def save_report(self, report: Report) -> Writes:
        after = report._replace(version=(report.version or 0) + 1)
        encoded(report)
        return (MemoryWrite(self.reports, report.import_id, after, report.version),)

    def _save(self, key: Any, value: ItemShelf | StoredEdition, expect: int | None) -> Writes:
        return (MemoryWrite(self.stored, key, value._replace(version=(expect or 0) + 1), expect),)

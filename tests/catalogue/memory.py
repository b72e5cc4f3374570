"""A catalogue store in memory, obeying what the table obeys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.catalogue.editions.records import OpenDraft, Standard
from chalicelib.catalogue.encoding import encoded
from chalicelib.catalogue.exports.records import Export
from chalicelib.catalogue.files.records import StoredFile
from chalicelib.catalogue.imports.listing import year_of
from chalicelib.catalogue.imports.records import Import, Quarantined
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.records import Children, StoredEndings
from chalicelib.catalogue.search.entries import Entry
from tests.fakes import MemoryWrite, Plain


class MemoryCatalogue:
    """A `CatalogueStore`."""

    def __init__(self) -> None:
        self.stored: dict[Any, Any] = {}
        self.drafts: dict[str, OpenDraft] = {}
        self.needs: dict[tuple[str, str], str] = {}
        self.list: dict[str, Entry] = {}
        self.pending: dict[str, Plain] = {}
        self.kept_imports: dict[str, Any] = {}
        self.kept_exports: dict[str, Any] = {}
        self.aside: dict[Any, Any] = {}
        self.handed_in: dict[str, StoredFile] = {}
        self.reads = 0

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        self.reads += 1
        return self.stored.get(("shelf", code), ItemShelf(code))  # type: ignore[no-any-return]

    def edition(self, code: str, number: int) -> StoredEdition | None:
        self.reads += 1
        return self.stored.get((code, number))

    def history(self, code: str, limit: int, before: int | None) -> tuple[StoredEdition, ...]:
        numbers = range(before - 1 if before is not None else self.shelf(code).shelf.latest, 0, -1)
        return tuple(self.stored[code, number] for number in numbers if (code, number) in self.stored)[:limit]

    def standard(self, key: str) -> Standard:
        return self.stored.get(("standard", key), Standard(key))  # type: ignore[no-any-return]

    def open_drafts(self, limit: int, after: str | None, department: str | None) -> tuple[OpenDraft, ...]:
        found = (self.drafts[key] for key in sorted(self.drafts) if after is None or key > after)
        return tuple(draft for draft in found if department in (None, draft.department))[:limit]

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        return tuple(self.list[code] for code in sorted(self.list) if after is None or code > after)[:limit]

    def children(self, parent: str, *, fresh: bool = False) -> Children | None:
        return self.stored.get(("children", parent))

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        return self.stored.get("endings", StoredEndings())  # type: ignore[no-any-return]

    def shelves(self, codes: Sequence[str]) -> dict[str, ItemShelf]:
        return {code: self.shelf(code) for code in codes}

    def editions(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredEdition]:
        return {key: found for key in wanted if (found := self.edition(*key))}

    def import_(self, import_id: str) -> Import | None:
        return self.kept_imports.get(import_id)

    def imports(self, year: str, limit: int, before: str | None) -> tuple[Import, ...]:
        ids = [one for one in sorted(self.kept_imports, reverse=True) if before is None or one < before]
        return tuple(self.kept_imports[one] for one in ids if year_of(one) == year)[:limit]

    def set_aside(self, import_id: str, limit: int | None = None) -> tuple[Quarantined, ...]:
        return self._aside(import_id, "reading", "drafting")[:limit]

    def late(self, import_id: str) -> tuple[Quarantined, ...]:
        return self._aside(import_id, "drafting")

    def _aside(self, import_id: str, *states: str) -> tuple[Quarantined, ...]:
        found = sorted(
            (states.index(key[1]), key[2], key) for key in self.aside if key[:1] == (import_id,) and key[1] in states
        )
        return tuple(one for _, _, key in found for one in self.aside[key])

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        return {digest: self.handed_in[digest] for digest in digests if digest in self.handed_in}

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes:
        return self._save(("shelf", after.code), after, before.version)

    def unchanged(self, shelf: ItemShelf) -> Writes:
        key = ("shelf", shelf.code)
        return (MemoryWrite(self.stored, key, self.stored.get(key), shelf.version),)

    def save_standard(self, standard: Standard) -> Writes:
        encoded(standard)
        after = standard._replace(version=(standard.version or 0) + 1)
        return (MemoryWrite(self.stored, ("standard", standard.key), after, standard.version),)

    def needed_by(self, code: str, limit: int) -> tuple[tuple[str, str], ...]:
        return tuple((by, self.needs[of, by]) for of, by in sorted(self.needs) if of == code)[:limit]

    def note_need(self, code: str, by: str, name: str) -> Writes:
        return (MemoryWrite(self.needs, (code, by), name),)

    def drop_need(self, code: str, by: str) -> Writes:
        return (MemoryWrite(self.needs, (code, by), None),)

    def note_draft(self, draft: OpenDraft) -> Writes:
        return (MemoryWrite(self.drafts, draft.key, draft),)

    def drop_draft(self, department: str, code: str) -> Writes:
        return (MemoryWrite(self.drafts, f"{department}#{code}", None),)

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

    def export(self, export_id: str) -> Export | None:
        return self.kept_exports.get(export_id)

    def save_export(self, export: Export) -> Writes:
        after = export._replace(version=(export.version or 0) + 1)
        return (MemoryWrite(self.kept_exports, export.export_id, after, export.version),)

    def save_import(self, import_: Import) -> Writes:
        encoded(import_)
        after = import_._replace(version=(import_.version or 0) + 1)
        return (MemoryWrite(self.kept_imports, import_.import_id, after, import_.version),)

    def save_set_aside(self, import_id: str, state: str, first: int, reasons: Sequence[Quarantined]) -> Writes:
        return (MemoryWrite(self.aside, (import_id, state, first), tuple(reasons)),)

    def _save(self, key: Any, value: ItemShelf | StoredEdition, expect: int | None) -> Writes:
        return (MemoryWrite(self.stored, key, value._replace(version=(expect or 0) + 1), expect),)

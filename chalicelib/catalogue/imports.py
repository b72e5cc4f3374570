"""Importing items and divisions: clean rows become drafts, the rest is told by row, field and reason.

The same file twice changes nothing: an item remembers the hash of the row that it was last drafted from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.catalogue import acts, divisions, quarantine
from chalicelib.catalogue.editions import content_sha256, drafted, written
from chalicelib.catalogue.importing import content_of
from chalicelib.catalogue.ports import CatalogueStore, Children, Division, Report, Writes
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Chain, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.ids import new_id

MOST_ITEMS = 100
MOST_PARENTS = 80
ITEMS_AT_ONCE = 25
"""An item takes three writes, a transaction 100."""

Quarantine = Callable[[object], list[tuple[str, str]]]


@dataclass(frozen=True)
class _Sifted:
    clean: tuple[Mapping[str, Any], ...]
    quarantined: tuple[Mapping[str, Any], ...]


class ImportDesk:
    """The use cases of imports."""

    def __init__(self, store: CatalogueStore, recorder: Recorder, committer: Committer) -> None:
        self._store = store
        self._recorder = recorder
        self._committer = committer

    def items(self, source: str, rows: Sequence[object], by: Caller, once: Once | None) -> dict[str, Any]:
        """Draft the items of at most 100 rows; the report tells what became of each. Raises Invalid for more."""
        if len(rows) > MOST_ITEMS:
            raise Invalid("import_too_large", most=MOST_ITEMS)
        sifted = sift(rows, quarantine.quarantine, "item_code")
        import_id = new_id()
        contents = [content_of(row) for row in sifted.clean]
        accepted = sum(self._draft(some, import_id, by) for some in _batches(contents))
        report = self._report(import_id, "items", source, rows, sifted, by)
        report = report._replace(accepted=accepted, unchanged=len(contents) - accepted)
        return self._committer.commit(lambda: self._concluded(report, (), by), once)

    def divisions(self, source: str, rows: Sequence[object], by: Caller, once: Once | None) -> dict[str, Any]:
        """Add the divisions of rows under at most 80 parents to the lists below those. Raises Invalid for more."""
        sifted = sift(rows, divisions.quarantine, "code12")
        read = divisions.read(sifted.clean)
        if len(read) > MOST_PARENTS:
            raise Invalid("import_too_many_parents", most=MOST_PARENTS)
        report = self._report(new_id(), "divisions", source, rows, sifted, by)

        def change() -> Change:
            accepted, writes = self._merge(read)
            told = report._replace(accepted=accepted, unchanged=len(sifted.clean) - accepted)
            return self._concluded(told, writes, by)

        return self._committer.commit(change, once)

    def report(self, import_id: str) -> dict[str, Any]:
        """What came of an import. Raises NotFound."""
        found = self._store.report(import_id)
        if found is None:
            raise NotFound("import_not_found")
        return _shown(found)

    def _draft(self, contents: Sequence[Mapping[str, Any]], import_id: str, by: Caller) -> int:
        """Draft those whose rows have changed; return how many."""

        def change() -> Change:
            parts = [part for content in contents if (part := self._drafted(content, import_id, by))]
            writes = tuple(write for writes, _ in parts for write in writes)
            return Change(writes, tuple(act for _, act in parts), {"drafted": len(parts)})

        return int(self._committer.commit(change, None)["drafted"])

    def _drafted(self, content: Mapping[str, Any], import_id: str, by: Caller) -> tuple[Writes, Act] | None:
        shelf = self._store.shelf(content["item_code"])
        digest = content_sha256(content)
        if shelf.imported_sha256 == digest:
            return None
        before = self._store.edition(shelf.code, shelf.shelf.open) if shelf.shelf.open else None
        step = drafted(shelf, before, content, by, import_id)
        return written(self._store, self._recorder, shelf._replace(imported_sha256=digest), step, by)

    def _merge(self, read: Mapping[str, list[Division]]) -> tuple[int, Writes]:
        accepted = 0
        writes: list[Any] = []
        for parent, found in read.items():
            known = self._store.children(parent, fresh=True) or Children(parent)
            fresh = [division for division in found if division not in known.divisions]
            if fresh:
                after = known._replace(divisions=divisions.merged(known.divisions, fresh))
                writes += self._store.save_children(after)
                accepted += len(fresh)
        return accepted, tuple(writes)

    def _report(
        self, import_id: str, kind: str, source: str, rows: Sequence[object], sifted: _Sifted, by: Caller
    ) -> Report:
        created_at = rfc3339(self._recorder.law_now())
        return Report(import_id, kind, source, created_at, by.id, len(rows), 0, 0, sifted.quarantined)

    def _concluded(self, report: Report, writes: Writes, by: Caller) -> Change:
        told = {name: getattr(report, name) for name in ("kind", "source", "rows", "accepted", "unchanged")}
        said = {**told, "quarantined": len({one["row"] for one in report.quarantined})}
        act = self._recorder.next(Chain(f"import#{report.import_id}"), acts.IMPORTED, by, said)
        return Change((*writes, *self._store.save_report(report)), (act,), _shown(report))


def sift(rows: Sequence[object], check: Quarantine, key: str) -> _Sifted:
    """Part the rows that can be read from those that cannot; a code that comes again is of the latter."""
    clean: list[Mapping[str, Any]] = []
    quarantined: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        reasons = check(row)
        if not reasons and isinstance(row, Mapping):
            reasons = [(key, "repeated")] if row[key] in seen else []
            seen.add(row[key])
        if reasons:
            quarantined += [{"row": number, "field": field, "reason": reason} for field, reason in reasons]
        elif isinstance(row, Mapping):
            clean.append(row)
    return _Sifted(tuple(clean), tuple(quarantined))


def _batches(contents: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    for start in range(0, len(contents), ITEMS_AT_ONCE):
        yield contents[start : start + ITEMS_AT_ONCE]


def _shown(report: Report) -> dict[str, Any]:
    return {**report._asdict(), "quarantined": [dict(one) for one in report.quarantined]}

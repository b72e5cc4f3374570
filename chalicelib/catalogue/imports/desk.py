"""Importing items and divisions: clean rows become drafts, the rest is told by row, field and reason.

The same file twice changes nothing: an item remembers the hash of the row that it was last drafted from.

The first transaction only opens the import under its Idempotency-Key; each batch then moves its report on, and the
last one closes it. So a request that is refused leaves nothing, and one that was cut short goes on when repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.divisions import rows as divisions
from chalicelib.catalogue.divisions.merging import contradictions
from chalicelib.catalogue.divisions.storing import known_to, merge
from chalicelib.catalogue.editions.steps import content_sha256, drafted, written
from chalicelib.catalogue.imports import quarantine
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.catalogue.ports import CatalogueStore, Writes
from chalicelib.catalogue.records import CONCLUDED, RUNNING, Report
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, Chain, Recorder, canonical_json
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.ids import new_id

MOST_ITEMS = 100
MOST_PARENTS = 80
MOST_QUARANTINED = 200
ITEMS_AT_ONCE = 25
"""An item takes three writes, the report two, a transaction 100."""

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
        contents = [content_of(row) for row in sifted.clean]
        import_id = self._open("items", source, rows, sifted, by, once)
        report: dict[str, Any] = {"state": RUNNING}
        while report["state"] == RUNNING:
            report = self._committer.commit(lambda: self._batch(import_id, contents, by), None)
        return report

    def divisions(self, source: str, rows: Sequence[object], by: Caller, once: Once | None) -> dict[str, Any]:
        """Add the divisions of rows under at most 80 parents to the lists below those. Raises Invalid for more."""
        sifted = self._consistent(rows, sift(rows, divisions.quarantine, "code12"))
        read = divisions.read(sifted.clean)
        if len(read) > MOST_PARENTS:
            raise Invalid("import_too_many_parents", most=MOST_PARENTS)
        report = self._report("divisions", source, rows, sifted, by)

        def change() -> Change:
            accepted, writes = merge(self._store, read)
            told = report._replace(accepted=accepted, unchanged=len(sifted.clean) - accepted)
            return self._concluded(told, writes, (), by)

        return self._committer.commit(change, once)

    def report(self, import_id: str) -> dict[str, Any]:
        """What came of an import. Raises NotFound."""
        return _shown(self._found(import_id))

    def _found(self, import_id: str) -> Report:
        found = self._store.report(import_id)
        if found is None:
            raise NotFound("import_not_found")
        return found

    def _open(
        self, kind: str, source: str, rows: Sequence[object], sifted: _Sifted, by: Caller, once: Once | None
    ) -> str:
        """Record that an import has begun, or find the one that this request began before."""

        def change() -> Change:
            report = self._report(kind, source, rows, sifted, by)
            return Change(self._store.save_report(report), (), {"import_id": report.import_id})

        return str(self._committer.commit(change, once)["import_id"])

    def _batch(self, import_id: str, contents: Sequence[Mapping[str, Any]], by: Caller) -> Change:
        """Draft the next contents whose rows have changed, and move the report on."""
        report = self._found(import_id)
        if report.state == CONCLUDED:
            return Change((), (), _shown(report))
        done = report.accepted + report.unchanged
        some = contents[done : done + ITEMS_AT_ONCE]
        parts = [part for content in some if (part := self._drafted(content, import_id, by))]
        writes, drafts = tuple(write for writes, _ in parts for write in writes), tuple(act for _, act in parts)
        unchanged = report.unchanged + len(some) - len(parts)
        report = report._replace(accepted=report.accepted + len(parts), unchanged=unchanged)
        if done + len(some) >= len(contents):
            return self._concluded(report, writes, drafts, by)
        return Change((*writes, *self._store.save_report(report)), drafts, _shown(report))

    def _drafted(self, content: Mapping[str, Any], import_id: str, by: Caller) -> tuple[Writes, Act] | None:
        shelf = self._store.shelf(content["item_code"])
        digest = content_sha256(content)
        if shelf.imported_sha256 == digest:
            return None
        before = self._store.edition(shelf.code, shelf.shelf.open) if shelf.shelf.open else None
        step = drafted(shelf, before, content, by, import_id)
        return written(self._store, self._recorder, shelf._replace(imported_sha256=digest), step, by)

    def _consistent(self, rows: Sequence[object], sifted: _Sifted) -> _Sifted:
        """Set aside the divisions, too, whose changes contradict each other or what is known."""
        numbers = {id(row): number for number, row in enumerate(rows, start=1)}
        found = contradictions(sifted.clean, known_to(self._store))
        aside = {index for index, _, _ in found}
        clean = tuple(row for index, row in enumerate(sifted.clean) if index not in aside)
        reasons = [{"row": numbers[id(sifted.clean[at])], "field": field, "reason": why} for at, field, why in found]
        return _Sifted(clean, tuple(sorted((*sifted.quarantined, *reasons), key=lambda one: int(one["row"]))))

    def _report(self, kind: str, source: str, rows: Sequence[object], sifted: _Sifted, by: Caller) -> Report:
        return Report(
            import_id=new_id(),
            kind=kind,
            source=source,
            created_at=rfc3339(self._recorder.law_now()),
            by=by.id,
            rows=len(rows),
            rows_sha256=sha256(canonical_json(list(rows)).encode()).hexdigest(),
            quarantined=sifted.quarantined[:MOST_QUARANTINED],
            quarantined_rows=len({one["row"] for one in sifted.quarantined}),
            quarantined_total=len(sifted.quarantined),
        )

    def _concluded(self, report: Report, writes: Writes, others: tuple[Act, ...], by: Caller) -> Change:
        after = report._replace(state=CONCLUDED)
        told = {name: getattr(report, name) for name in ("kind", "source", "rows", "accepted", "unchanged")}
        said = {**told, "quarantined": report.quarantined_rows}
        act = self._recorder.next(Chain(f"import#{report.import_id}"), acts.IMPORTED, by, said)
        return Change((*writes, *self._store.save_report(after)), (*others, act), _shown(after))


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


def _shown(report: Report) -> dict[str, Any]:
    told = report._asdict()
    del told["version"]
    return {**told, "quarantined": [dict(one) for one in report.quarantined]}

"""Carries an export on whenever one of its acts comes, as imports are: part by part, then all parts as one file."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from chalicelib.catalogue import acts
from chalicelib.catalogue.exports import sources
from chalicelib.catalogue.exports.ports import ExportStore, Objects
from chalicelib.catalogue.exports.records import AT_WORK, CONCLUDED, FAILED, JOINING, WRITING, Export
from chalicelib.catalogue.exports.writing import MEDIA_TYPES, joined, part_of
from chalicelib.catalogue.imports.asking import caller_of
from chalicelib.shared.acts import ActType, Recorder
from chalicelib.shared.change import Change, Committer

BUDGET_S = 20.0
MOST_BYTES = 64 * 1024 * 1024
"""Of a file: what an import takes."""
_SOURCES = {
    ("items", "published"): sources.published,
    ("items", "drafts"): sources.drafts,
    ("divisions", "published"): sources.divisions,
}
_TOO_LARGE = {"code": "export_too_large", "params": {"most": MOST_BYTES // 1024 // 1024}}


def file_key(export_id: str) -> str:
    """Where the file is."""
    return f"exports/{export_id}/file"


class ExportRunner:
    """Runs exports. `elapsed` tells seconds."""

    def __init__(
        self,
        store: ExportStore,
        objects: Objects,
        recorder: Recorder,
        committer: Committer,
        elapsed: Callable[[], float],
    ) -> None:
        self._store = store
        self._objects = objects
        self._recorder = recorder
        self._committer = committer
        self._elapsed = elapsed

    def carry_on(self, export_id: str, seq: int) -> None:
        """Do what the act with that number asks for, for 20 seconds at most. Raises what may be different next time."""
        began = self._elapsed()
        while (found := self._store.export(export_id)) and found.seq == seq and found.state in AT_WORK:
            if self._elapsed() - began > BUDGET_S:
                self._commit(found, found, acts.EXPORT_ADVANCED)
            elif found.size > MOST_BYTES:
                self._commit(found, found._replace(state=FAILED, failure=_TOO_LARGE), acts.EXPORT_FAILED)
            elif found.state == WRITING:
                self._write(found)
            else:
                self._join(found)

    def _write(self, found: Export) -> None:
        some = _SOURCES[found.kind, found.of](self._store, found, caller_of(found.by, found.asked))
        part = part_of(found.kind, found.format, some.rows)
        self._objects.write(_part_key(found.export_id, found.parts), part, MEDIA_TYPES[found.format])
        after = found._replace(parts=found.parts + 1, rows=found.rows + len(some.rows), size=found.size + len(part))
        state = WRITING if some.after else JOINING
        self._commit(found, after._replace(after=some.after, state=state))

    def _join(self, found: Export) -> None:
        parts = [self._objects.read(_part_key(found.export_id, number)) or b"" for number in range(found.parts)]
        data = joined(found.kind, found.format, parts)
        self._objects.write(file_key(found.export_id), data, MEDIA_TYPES[found.format])
        after = found._replace(state=CONCLUDED, size=len(data), sha256=sha256(data).hexdigest())
        self._commit(found, after, acts.EXPORTED)

    def _commit(self, found: Export, after: Export, type_: ActType | None = None) -> None:
        """Move the export on, unless somebody did so meanwhile."""

        def change() -> Change:
            if self._store.export(found.export_id) != found:
                return Change()
            if type_ is None:
                return Change(self._store.save_export(after))
            act = self._recorder.next(after.chain, type_, caller_of(after.by, after.asked), told(after, type_))
            return Change(self._store.save_export(after._replace(seq=act.seq, head=act.hash)), (act,))

        self._committer.commit(change, None)


def told(export: Export, type_: ActType) -> dict[str, object]:
    """What an act of that type says of an export."""
    names = ("kind", "format", "of", "department", "division", "rows", "size", "sha256")
    known: dict[str, object] = {name: getattr(export, name) for name in names}
    known["code"] = export.failure["code"] if export.failure else None
    return {name: value for name, value in known.items() if name in type_.changes}


def _part_key(export_id: str, number: int) -> str:
    return f"exports/{export_id}/parts/{number:06d}"

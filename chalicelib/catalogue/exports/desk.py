"""Asking for an export, and for its file. It is for whoever asked alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.exports.ports import ExportStore, Objects
from chalicelib.catalogue.exports.records import CONCLUDED, Export
from chalicelib.catalogue.exports.running import file_key, told
from chalicelib.catalogue.exports.writing import MEDIA_TYPES
from chalicelib.catalogue.imports.asking import asked_of
from chalicelib.catalogue.imports.shapes import failure_shown
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Invalid, NotFound
from chalicelib.shared.ids import new_id

LINK_SECONDS = 300
_TOLD = ("export_id", "kind", "format", "of", "department", "division", "created_at", "state", "rows", "size", "sha256")


class ExportDesk:
    """The use cases of exports."""

    def __init__(self, store: ExportStore, objects: Objects, recorder: Recorder, committer: Committer) -> None:
        self._store = store
        self._objects = objects
        self._recorder = recorder
        self._committer = committer

    def begin(self, said: Mapping[str, Any], by: Caller, once: Once | None) -> dict[str, Any]:
        """Ask for a file of items or divisions. Raises Invalid."""
        if said["kind"] == "divisions" and (said["of"] != "published" or said["department"]):
            raise Invalid("body_invalid", faults=[Fault("/kind", "export_of_divisions")])
        now, asked = rfc3339(self._recorder.law_now()), asked_of(by)
        wanted = (said["kind"], said["format"], said["of"], said["department"], said["division"])
        export = Export(new_id(), *wanted, now, by.id, asked)

        def change() -> Change:
            act = self._recorder.next(export.chain, acts.EXPORT_REQUESTED, by, told(export, acts.EXPORT_REQUESTED))
            after = export._replace(seq=act.seq, head=act.hash)
            return Change(self._store.save_export(after), (act,), _shown(after))

        return self._committer.commit(change, once)

    def read(self, export_id: str, by: Caller) -> dict[str, Any]:
        """How far an export is and, once it is concluded, a link to its file. Raises NotFound."""
        found = self._store.export(export_id)
        if found is None or found.by != by.id:
            raise NotFound("export_not_found")
        return {**_shown(found), "file": self._link(found) if found.state == CONCLUDED else None}

    def _link(self, found: Export) -> dict[str, Any]:
        name = f"{found.kind}-{found.of}-{found.created_at[:10]}.{found.format}"
        url = self._objects.link(file_key(found.export_id), MEDIA_TYPES[found.format], LINK_SECONDS, name)
        return {"url": url, "expires_in": LINK_SECONDS}


def _shown(export: Export) -> dict[str, Any]:
    told_ = {name: getattr(export, name) for name in _TOLD}
    return {**told_, "failure": failure_shown(export.failure), "file": None}

"""Asking for an import, handing in its file, and hearing what came of it. The work itself is done by `running.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.imports.asking import asked_of, reach_of, sees
from chalicelib.catalogue.imports.listing import page
from chalicelib.catalogue.imports.ports import ImportStore, Objects
from chalicelib.catalogue.imports.records import AWAITING_FILE, CONCLUDED, QUEUED, Import
from chalicelib.catalogue.imports.running import MOST_SHOWN, told
from chalicelib.catalogue.imports.shapes import shown, summary
from chalicelib.catalogue.imports.storing import report_key, source_key
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.shared.ids import new_id

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}
LINK_SECONDS = 300
_WAYS = ("rows", "text", "file")


class ImportDesk:
    """The use cases of imports."""

    def __init__(
        self, store: ImportStore, objects: Objects, recorder: Recorder, committer: Committer, clock: Clock
    ) -> None:
        self._store = store
        self._objects = objects
        self._recorder = recorder
        self._committer = committer
        self._clock = clock

    def begin(self, said: Mapping[str, Any], by: Caller, once: Once | None) -> dict[str, Any]:
        """Ask for an import of rows, of a text or of a file that is still to be uploaded. Raises Invalid."""
        if len([way for way in _WAYS if said.get(way) is not None]) != 1:
            raise Invalid("body_invalid", faults=[Fault("", "import_one_of")])
        if said["rows"] is not None and said["format"] != "json":
            raise Invalid("body_invalid", faults=[Fault("/format", "import_rows_are_json")])
        import_ = self._announced(said, by) if said["file"] else self._handed_in(said, by)
        upload = self._upload(import_) if said["file"] else None

        def change() -> Change:
            return self._queued(import_, by) if upload is None else self._kept(import_, upload)

        return self._committer.commit(change, once)

    def complete(self, import_id: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Say that the file is uploaded. Raises NotFound, RuleViolation `import_file_missing`."""

        def change() -> Change:
            found = self._found(import_id)
            if found.by != by.id:
                raise NotFound("import_not_found")
            if found.state != AWAITING_FILE:
                return Change((), (), shown(found))
            if self._objects.size(source_key(import_id)) is None:
                raise RuleViolation("import_file_missing")
            return self._queued(found._replace(state=QUEUED, asked=asked_of(by)), by)

        return self._committer.commit(change, once)

    def report(self, import_id: str, by: Caller) -> dict[str, Any]:
        """How far an import is and what came of it. Raises NotFound, also for one that is beyond reach."""
        found = self._found(import_id)
        if not sees(by, found.by, found.asked):
            raise NotFound("import_not_found")
        reasons = self._store.set_aside(import_id, MOST_SHOWN) if found.quarantined_total else ()
        return {**shown(found, reasons), "report": self._link(found)}

    def listed(self, limit: int, cursor: str | None, by: Caller) -> dict[str, Any]:
        """The imports within reach, newest first; a page may hold fewer. Raises Malformed for a cursor that is none."""
        found, after = page(self._store.imports, lambda one: one.import_id, self._clock.now(), limit, cursor)
        seen = [one for one in found if sees(by, one.by, one.asked)]
        return {"imports": [summary(one) for one in seen], "next_cursor": after}

    def _found(self, import_id: str) -> Import:
        found = self._store.import_(import_id)
        if found is None:
            raise NotFound("import_not_found")
        return found

    def _link(self, found: Import) -> dict[str, Any] | None:
        if found.state != CONCLUDED or not found.quarantined_total:
            return None
        url = self._objects.link(report_key(found.import_id), "text/csv; charset=utf-8", LINK_SECONDS, "quarantine.csv")
        return {"url": url, "expires_in": LINK_SECONDS}

    def _handed_in(self, said: Mapping[str, Any], by: Caller) -> Import:
        """An import of what was sent along: kept before anything tells of it."""
        text = said["text"] if said["text"] is not None else json.dumps(said["rows"], ensure_ascii=False)
        data = text.encode()
        import_ = self._new(said, by, len(data), sha256(data).hexdigest())
        self._objects.write(source_key(import_.import_id), data, MEDIA_TYPES[said["format"]])
        return import_

    def _announced(self, said: Mapping[str, Any], by: Caller) -> Import:
        file = said["file"]
        return self._new(said, by, file["size"], file["sha256"])._replace(state=AWAITING_FILE)

    def _upload(self, import_: Import) -> dict[str, Any]:
        key, media_type = source_key(import_.import_id), MEDIA_TYPES[import_.format]
        return self._objects.form_for(key, media_type, import_.size, import_.sha256)

    def _new(self, said: Mapping[str, Any], by: Caller, size: int, digest: str) -> Import:
        now = rfc3339(self._recorder.law_now())
        asked = asked_of(by)
        return Import(new_id(), said["kind"], said["source"], said["format"], now, by.id, asked, size, digest)

    def _queued(self, import_: Import, by: Caller) -> Change:
        said = {**told(import_, acts.IMPORT_REQUESTED), **reach_of(by)}
        act = self._recorder.next(import_.chain, acts.IMPORT_REQUESTED, by, said)
        after = import_._replace(seq=act.seq, head=act.hash)
        return Change(self._store.save_import(after), (act,), shown(after))

    def _kept(self, import_: Import, upload: Mapping[str, Any]) -> Change:
        return Change(self._store.save_import(import_), (), {**shown(import_), "upload": dict(upload)})

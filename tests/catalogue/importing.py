"""Imports from asking to the end, in one call, with a bucket in memory."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from chalicelib.catalogue.imports.desk import ImportDesk
from chalicelib.catalogue.imports.kinds import Placing
from chalicelib.catalogue.imports.placing import DivisionPlacing, ItemPlacing
from chalicelib.catalogue.imports.reforming import ReformPlacing
from chalicelib.catalogue.imports.running import ImportRunner
from chalicelib.catalogue.imports.storing import ImportObjects
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Committer, Once
from chalicelib.shared.clocks import WallClock
from tests.configuration.people import EDITOR


class MemoryObjects:
    """A bucket; what was uploaded by a form is put there by `upload`."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]:
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        return {"url": "memory:", "fields": {"key": key, "Content-Type": content_type, "checksum": checksum}}

    def size(self, key: str) -> int | None:
        return len(self.kept[key]) if key in self.kept else None

    def chunks(self, key: str) -> Iterator[bytes] | None:
        data = self.kept.get(key)
        return None if data is None else (data[at : at + 65536] for at in range(0, len(data), 65536))

    def read(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def write(self, key: str, data: bytes, content_type: str) -> None:
        self.kept[key] = data

    def link(self, key: str, content_type: str, seconds: int, name: str = "") -> str:
        return f"memory:{key}"


@dataclass
class Importing:
    """The desk of imports and what carries them on."""

    store: Any
    committer: Committer
    recorder: Recorder
    objects: MemoryObjects = field(default_factory=MemoryObjects)
    elapsed: Callable[[], float] = lambda: 0.0
    pauses: list[float] = field(default_factory=list)

    @property
    def desk(self) -> ImportDesk:
        return ImportDesk(self.store, self.objects, self.recorder, self.committer, WallClock())

    def runner(self) -> ImportRunner:
        placing: dict[str, Placing] = {
            "items": ItemPlacing(self.store, self.recorder),
            "divisions": DivisionPlacing(self.store),
        }
        placing["reforms"] = ReformPlacing(self.store, self.recorder)
        objects = ImportObjects(self.objects)
        return ImportRunner(
            self.store, objects, placing, self.recorder, self.committer, self.elapsed, self.pauses.append
        )

    def items(self, source: str, rows: Sequence[object], by: Caller, once: Once | None = None) -> dict[str, Any]:
        return self.run({"kind": "items", "source": source, "rows": list(rows)}, by, once)

    def divisions(self, source: str, rows: Sequence[object], by: Caller, once: Once | None = None) -> dict[str, Any]:
        return self.run({"kind": "divisions", "source": source, "rows": list(rows)}, by, once)

    def text(self, text: str, by: Caller, **said: Any) -> dict[str, Any]:
        return self.run({"kind": "items", "source": "a file", "format": "csv", "text": text, **said}, by)

    def file(self, data: bytes, by: Caller, **said: Any) -> dict[str, Any]:
        """The report of a file of those bytes, whatever they are."""
        begun = self.announce(data, by, **said)
        self.objects.kept[begun["upload"]["fields"]["key"]] = data
        self.desk.complete(begun["import_id"], by, None)
        return self.finish(begun["import_id"], by)

    def announce(self, data: bytes, by: Caller, **said: Any) -> dict[str, Any]:
        file = {"size": len(data), "sha256": sha256(data).hexdigest()}
        return self.begin({"kind": "items", "source": "a file", "format": "csv", "file": file, **said}, by)

    def run(self, said: dict[str, Any], by: Caller, once: Once | None = None) -> dict[str, Any]:
        return self.finish(self.begin(said, by, once)["import_id"], by)

    def begin(self, said: dict[str, Any], by: Caller, once: Once | None = None) -> dict[str, Any]:
        whole = {"format": "json", "rows": None, "text": None, "file": None, **said}
        return self.desk.begin(whole, by, once)

    def finish(self, import_id: str, by: Caller = EDITOR) -> dict[str, Any]:
        """Bring each act of the import to the function, in its order, until there is no other."""
        seq = 0
        while (found := self.store.import_(import_id)).seq > seq:
            seq = found.seq
            self.runner().carry_on(import_id, seq)
        return self.desk.report(import_id, by)

    def report(self, import_id: str) -> dict[str, Any]:
        return self.desk.report(import_id, EDITOR)

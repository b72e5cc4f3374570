"""How a blank form or a sample comes into the catalogue: announced, uploaded to the bucket, then examined.

Neither size, digest nor type is believed until the object itself was read.
"""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.files.kinds import EXTENSIONS, MOST_BYTES, can_act, kind_of
from chalicelib.catalogue.files.records import PENDING, STORED, StoredFile
from chalicelib.catalogue.files.store import FileStore, Objects
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Chain, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation

LINK_SECONDS = 300
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ANNOUNCED_FOR = timedelta(days=1)


class FileDesk:
    """The use cases of those who keep the files."""

    def __init__(
        self, store: FileStore, objects: Objects, recorder: Recorder, committer: Committer, wall: Clock
    ) -> None:
        self._store = store
        self._objects = objects
        self._recorder = recorder
        self._committer = committer
        self._wall = wall

    def announce(self, said: dict[str, Any], by: Caller, once: Once | None) -> dict[str, Any]:
        """Take note of a file to come (title, media_type, size, sha256) and say where to upload it.

        A file that is there already needs no upload. An announcement that nothing follows is forgotten after a day.
        """

        def change() -> Change:
            known = self._store.file(said["sha256"])
            if known and known.state == STORED:
                return Change(answer={**shown(known), "upload": None})
            pending = self._announced(said, by)._replace(version=known.version if known else None)
            upload = self._objects.form_for(pending.key, pending.media_type, pending.size, pending.sha256)
            forgotten = int((self._wall.now() + _ANNOUNCED_FOR).timestamp())
            return Change(self._store.save_file(pending, forgotten), answer={**shown(pending), "upload": upload})

        return self._committer.commit(change, once)

    def complete(self, digest: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Read the uploaded object and keep it if it is what was announced. Raises RuleViolation naming what is not."""
        examined: set[StoredFile] = set()

        def change() -> Change:
            file = self._known(digest)
            if file.state == STORED:
                return Change(answer=shown(file))
            if file not in examined:
                self._examine(file)
                examined.add(file)
            stored = file._replace(state=STORED, by=by.id, at=rfc3339(self._recorder.law_now()))
            act = self._recorder.next(Chain(f"file#{digest}"), acts.FILE_STORED, by, _told(stored))
            return Change(self._store.save_file(stored), (act,), shown(stored))

        return self._committer.commit(change, once)

    def read(self, digest: str) -> dict[str, Any]:
        """A stored file with a link, for those who keep the catalogue: before it is published too."""
        file = self._known(digest)
        if file.state != STORED:
            raise NotFound("file_not_found")
        return {**shown(file), **link(self._objects, file, file.title)}

    def _announced(self, said: dict[str, Any], by: Caller) -> StoredFile:
        told = {name: said[name] for name in ("sha256", "title", "media_type", "size")}
        return StoredFile(**told, state=PENDING, by=by.id, at=rfc3339(self._recorder.law_now()))

    def _known(self, digest: str) -> StoredFile:
        file = self._store.file(digest) if _DIGEST.fullmatch(digest) else None
        if file is None:
            raise NotFound("file_not_found")
        return file

    def _examine(self, file: StoredFile) -> None:
        data = self._uploaded(file)
        if len(data) != file.size:
            raise RuleViolation("file_size_differs", announced=file.size)
        if sha256(data).hexdigest() != file.sha256:
            raise RuleViolation("file_digest_differs")
        if kind_of(data) != file.media_type:
            raise RuleViolation("file_type_differs", announced=EXTENSIONS[file.media_type])
        if can_act(data, file.media_type):
            raise RuleViolation("file_can_act")

    def _uploaded(self, file: StoredFile) -> bytes:
        """The object; of one that is too large only the beginning."""
        chunks = self._objects.chunks(file.key)
        if chunks is None:
            raise RuleViolation("file_not_uploaded")
        data = bytearray()
        for chunk in chunks:
            data += chunk
            if len(data) > MOST_BYTES:
                break
        return bytes(data)


def link(objects: Objects, file: StoredFile, title: str) -> dict[str, Any]:
    """A link that downloads the file under its title, good for five minutes."""
    name = f"{title}.{EXTENSIONS[file.media_type]}"
    return {"url": objects.link(file.key, file.media_type, LINK_SECONDS, name), "expires_in": LINK_SECONDS}


def _told(file: StoredFile) -> dict[str, object]:
    return {"sha256": file.sha256, "title": file.title, "media_type": file.media_type, "size": file.size}


def shown(file: StoredFile) -> dict[str, Any]:
    """A file as its keepers see it."""
    return {name: getattr(file, name) for name in ("sha256", "title", "media_type", "size", "state", "by", "at")}

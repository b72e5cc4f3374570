"""What keeps files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from chalicelib.catalogue.files.records import StoredFile
from chalicelib.catalogue.ports import Writes


class FileStore(Protocol):
    """The files as stored. Writes go to the committer."""

    def file(self, sha256: str) -> StoredFile | None: ...

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        """Those of the files that are known, by digest."""

    def save_file(self, file: StoredFile, expires_at: int | None = None) -> Writes:
        """Write as the successor of `file.version`; it goes by itself at `expires_at` (epoch seconds)."""


class Objects(Protocol):
    """Where the files' objects lie."""

    def form_for(self, key: str, content_type: str, size: int, sha256: str) -> dict[str, Any]: ...

    def chunks(self, key: str) -> Iterator[bytes] | None: ...

    def link(self, key: str, content_type: str, seconds: int, name: str = "") -> str: ...

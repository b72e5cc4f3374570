"""What is known of a file, and what keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from chalicelib.catalogue.ports import Writes

PENDING, STORED = "pending", "stored"


class StoredFile(NamedTuple):
    """A file by its digest: what was announced or, once `stored`, what was read. `at`: law time; `size` in bytes."""

    sha256: str
    title: str
    media_type: str
    size: int
    state: str
    by: str
    at: str
    version: int | None = None

    @property
    def key(self) -> str:
        """Where its object lies: the same file is one object, however often it is handed in."""
        return f"files/{self.sha256}"


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

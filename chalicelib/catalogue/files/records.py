"""A file as it is kept."""

from __future__ import annotations

from typing import NamedTuple

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

"""What the archive needs from outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Version(NamedTuple):
    """One version of an object; `deleted` is the mark that a removal leaves."""

    version_id: str
    deleted: bool = False


class History(NamedTuple):
    """An object and all its versions, the latest first; of the others, those with content from new to old."""

    key: str
    versions: tuple[Version, ...]


class ArchiveStore(Protocol):
    """A versioned bucket."""

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """Store `body`; an object of that key becomes an older version."""

    def read(self, key: str, version_id: str | None = None) -> bytes | None:
        """The bytes of an object, or of one version of it; None if there are none."""

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """The keys that begin with `prefix`, in order, from `after` on (exclusive)."""

    def histories(self, prefix: str) -> Iterator[History]:
        """Every object that is or was under `prefix`, in order of keys."""


class Row(NamedTuple):
    """An act as the acts table holds it, unchecked: sort key, canonical text, hash (empty if absent)."""

    sk: str
    act: str
    hash: str


class ActLog(Protocol):
    """The acts table."""

    def rows(self, subject: str) -> Iterator[Row]:
        """A subject's acts in order."""

"""An archive and an acts table in memory, obeying what the bucket and the table obey; and the hands that tamper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from chalicelib.archive.ports import History, Row, Version


class MemoryBucket:
    """An `ArchiveStore` that keeps every version."""

    def __init__(self) -> None:
        self._objects: dict[str, list[tuple[str, bytes | None]]] = {}  # oldest first; None marks a removal
        self._ids = count(1)

    def put(self, key: str, body: bytes, media_type: str) -> None:
        self._objects.setdefault(key, []).append((f"v{next(self._ids)}", body))

    def read(self, key: str, version_id: str | None = None) -> bytes | None:
        versions = self._objects.get(key, [])
        if version_id is None:
            return versions[-1][1] if versions else None
        return dict(versions).get(version_id)

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        living = (key for key, versions in self._objects.items() if versions[-1][1] is not None)
        yield from sorted(key for key in living if key.startswith(prefix) and key > after)

    def histories(self, prefix: str) -> Iterator[History]:
        for key in sorted(key for key in self._objects if key.startswith(prefix)):
            versions = [Version(version_id, body is None) for version_id, body in reversed(self._objects[key])]
            yield History(key, tuple(versions))

    def remove(self, key: str) -> None:
        """Remove an object as S3 does in a versioned bucket: with a mark."""
        self._objects[key].append((f"v{next(self._ids)}", None))

    def purge(self, key: str) -> None:
        """Remove an object with all its versions, as one may who can break the lock."""
        del self._objects[key]

    def forge(self, key: str, body: bytes) -> None:
        """Put `body` in place of an object as if it had always been so."""
        self._objects[key] = [(f"v{next(self._ids)}", body)]


class MemoryActs:
    """An `ActLog` over rows that a test may spoil."""

    def __init__(self) -> None:
        self.table: dict[str, dict[str, Row]] = {}

    def put(self, subject: str, row: Row) -> None:
        self.table.setdefault(subject, {})[row.sk] = row

    def rows(self, subject: str) -> Iterator[Row]:
        rows = self.table.get(subject, {})
        return iter([rows[sk] for sk in sorted(rows)])

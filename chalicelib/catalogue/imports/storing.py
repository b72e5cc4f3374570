"""The objects of an import: the file, the rows read from it, the reasons. Written again, they are the same bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib.catalogue.imports.kinds import Clean
from chalicelib.catalogue.imports.ports import Objects
from chalicelib.catalogue.imports.records import Quarantined
from chalicelib.shared.errors import NotFound

_PACKED = "application/gzip"
MOST_ROWS = 1000
MOST_BYTES = 8 * 1024 * 1024
"""Of a chunk, unpacked: what a container holds at once."""

Row = tuple[int, Clean]


def source_key(import_id: str) -> str:
    """Where the file itself is."""
    return f"imports/{import_id}/source"


def report_key(import_id: str) -> str:
    """Where the whole quarantine report is."""
    return f"imports/{import_id}/quarantine.csv"


class ImportObjects:
    """What is read from the files of imports."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def source(self, import_id: str) -> Iterator[bytes]:
        """The file in pieces. Raises NotFound if nobody uploaded it."""
        chunks = self._objects.chunks(source_key(import_id))
        if chunks is None:
            raise NotFound("import_file_missing")
        return chunks

    def write_clean(self, import_id: str, first: int, rows: Sequence[Row]) -> None:
        """Keep rows in chunks, each under the place of its first row among all clean ones."""
        for chunk in chunked(rows):
            self._pack(_chunk_key(import_id, first), list(chunk))
            first += len(chunk)

    def chunk(self, import_id: str, first: int) -> list[Row]:
        """The chunk that begins with that clean row."""
        return [(number, row) for number, row in self._unpack(_chunk_key(import_id, first))]

    def write_part(self, import_id: str, at: int, keys: Sequence[str], reasons: Sequence[Quarantined]) -> None:
        """Keep what one reading found besides: the keys of its clean rows, and its reasons."""
        self._pack(_part_key(import_id, at), [list(keys), [list(reason) for reason in reasons]])

    def part(self, import_id: str, at: int) -> tuple[list[str], list[Quarantined]]:
        """The keys and reasons of the reading that began at that record."""
        keys, reasons = self._unpack(_part_key(import_id, at))
        return keys, [Quarantined(*reason) for reason in reasons]

    def write_report(self, import_id: str, data: bytes) -> None:
        """Keep the whole quarantine report."""
        self._objects.write(report_key(import_id), data, "text/csv")

    def _pack(self, key: str, value: list[Any]) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._objects.write(key, gzip.compress(text.encode(), 1, mtime=0), _PACKED)

    def _unpack(self, key: str) -> list[Any]:
        packed = self._objects.read(key)
        if packed is None:
            raise NotFound("import_file_missing")
        found: list[Any] = json.loads(gzip.decompress(packed))
        return found


def chunked(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows in runs that a container can hold."""
    first, size = 0, 0
    for at, (_, row) in enumerate(rows):
        weight = len(json.dumps(row, ensure_ascii=False).encode())
        if at > first and (at - first == MOST_ROWS or size + weight > MOST_BYTES):
            yield rows[first:at]
            first, size = at, 0
        size += weight
    if first < len(rows):
        yield rows[first:]


def _chunk_key(import_id: str, first: int) -> str:
    return f"imports/{import_id}/clean/{first:08d}"


def _part_key(import_id: str, at: int) -> str:
    return f"imports/{import_id}/parts/{at:08d}"

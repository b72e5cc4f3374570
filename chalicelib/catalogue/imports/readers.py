"""Reads the file of an import: once through to know it, then some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from chalicelib.catalogue.imports import csv_records, json_records, places
from chalicelib.catalogue.imports.decoding import examined, opened
from chalicelib.catalogue.imports.kinds import KINDS
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.reading import Unread
from chalicelib.catalogue.imports.records import Import
from chalicelib.catalogue.imports.sifting import Sifted, sift
from chalicelib.catalogue.imports.storing import ImportObjects
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Invalid

MOST_ROWS = 200_000


class Reader:
    """Reads files of imports, of which it holds no more than some rows at once."""

    def __init__(self, store: ImportStore, objects: ImportObjects) -> None:
        self._store = store
        self._objects = objects

    def examined(self, found: Import) -> tuple[str, int]:
        """The file's encoding, and how many rows it has. Raises Invalid for a file that cannot be read to its end."""
        encoding = examined(self._objects.source(found.import_id), found.size, found.sha256)
        rows = sum(1 for _ in islice(self._records(found, encoding), MOST_ROWS + 1))
        if rows == 0:
            raise Invalid("import_empty")
        if rows > MOST_ROWS:
            raise Invalid("import_too_long", most=MOST_ROWS)
        return encoding, rows

    def sifted(self, found: Import, by: Caller) -> Sifted:
        """The next rows, parted, kept as objects."""
        kind = KINDS[found.kind]
        records = islice(self._records(found, found.encoding or ""), found.at, found.at + kind.at_once)
        sifted = sift((read() for read in records), kind, by, self._known(found, kind.at_once))
        if found.kind == "divisions":
            self._compare(sifted)
        self._objects.write_clean(found.import_id, found.clean, sifted.clean)
        self._objects.write_part(found.import_id, found.at, sifted.keys, sifted.quarantined)
        return sifted

    def _records(self, found: Import, encoding: str) -> Iterator[Unread]:
        text = opened(self._objects.source(found.import_id), encoding)
        if found.format == "json":
            return json_records.records(text)
        return csv_records.records(text, found.kind)

    def _known(self, found: Import, at_once: int) -> set[str]:
        parts = (self._objects.part(found.import_id, at)[0] for at in range(0, found.at, at_once))
        return {key for keys in parts for key in keys}

    def _compare(self, sifted: Sifted) -> None:
        """Set aside what contradicts; the rest goes by parent, so that each list is written seldom."""
        wrong = places.together(self._store, [row for _, row in sifted.clean])
        for at, reason in wrong.items():
            number, row = sifted.clean[at]
            sifted.put_aside(number, [reason], places.key_of(row))
        left = [found for at, found in enumerate(sifted.clean) if at not in wrong]
        sifted.clean = sorted(left, key=lambda found: (found[1]["parent12"] or "", found[1]["code12"]))
        sifted.quarantined.sort()

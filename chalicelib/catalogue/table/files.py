"""Blank forms and samples in the catalogue's table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.table.record import CatalogueItem, catalogue_item, read_item
from chalicelib.shared.table import save

if TYPE_CHECKING:
    from chalicelib.catalogue.files.records import StoredFile

_META = "META"


class FileRecords:
    """The part of `CatalogueStore` that is about files."""

    def file(self, sha256: str) -> StoredFile | None:
        item = read_item(_file_key(sha256), _META, True)
        return _file(item) if item else None

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        wanted = [(_file_key(digest), _META) for digest in dict.fromkeys(digests)]
        found = CatalogueItem.batch_get(wanted, consistent_read=True) if wanted else ()
        return {file.sha256: file for file in map(_file, found)}

    def save_file(self, file: StoredFile, expires_at: int | None = None) -> Writes:
        body = file._asdict()
        version = body.pop("version")
        item = catalogue_item(_file_key(file.sha256), _META, body)
        item.expires_at = expires_at
        return (save(item, version),)


def _file_key(sha256: str) -> str:
    return f"FILE#{sha256}"


def _file(item: CatalogueItem) -> StoredFile:
    from chalicelib.catalogue.files.records import StoredFile

    return StoredFile(**json.loads(item.body), version=int(item.version))

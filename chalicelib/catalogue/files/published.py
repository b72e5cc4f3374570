"""The blank forms and samples of published items, for everybody."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.files.desk import link
from chalicelib.catalogue.files.records import STORED, StoredFile
from chalicelib.catalogue.files.references import Reference, fields_of, references
from chalicelib.catalogue.files.store import FileStore, Objects
from chalicelib.catalogue.service import CatalogueService
from chalicelib.shared.errors import NotFound


class PublishedFiles:
    """What published versions name; whatever no published version names is not there."""

    def __init__(self, catalogue: CatalogueService, store: FileStore, objects: Objects) -> None:
        self._catalogue = catalogue
        self._store = store
        self._objects = objects

    def listed(self, item_code: str, version: int | None) -> dict[str, Any]:
        """The files of the version in force, or of a pinned one. Raises NotFound `item_not_found`."""
        item = self._catalogue.public(item_code, version)[0]
        named = list(references(item.content))
        known = self._store.files([one.sha256 for one in named])
        return {
            "item_code": item.code,
            "version": item.version,
            "blank_form": bool(fields_of(item.content)),
            "files": [_shown(one, known[one.sha256]) for one in named if one.sha256 in known],
        }

    def link(self, item_code: str, digest: str, version: int | None) -> dict[str, Any]:
        """A link to one of them. Raises NotFound: `item_not_found`, `file_not_found` for what it does not name."""
        item = self._catalogue.public(item_code, version)[0]
        named = next((one for one in references(item.content) if one.sha256 == digest), None)
        file = self._store.file(digest) if named else None
        if named is None or file is None or file.state != STORED:
            raise NotFound("file_not_found")
        told = {"sha256": digest, "title": named.title, "media_type": file.media_type, "size": file.size}
        return {**told, **link(self._objects, file, named.title)}


def _shown(named: Reference, file: StoredFile) -> dict[str, Any]:
    return {
        "kind": named.kind,
        "material": named.material["code"],
        "material_name": named.material["name"],
        "sha256": named.sha256,
        "title": named.title,
        "media_type": file.media_type,
        "size": file.size,
    }

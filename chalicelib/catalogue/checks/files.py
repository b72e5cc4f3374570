"""Whether the files that a content names are there: blank forms and samples of its materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.files.records import STORED
from chalicelib.catalogue.files.references import Reference, references
from chalicelib.catalogue.ports import CatalogueStore
from chalicelib.shared.errors import Fault


def file_faults(content: Mapping[str, Any], store: CatalogueStore) -> list[Fault]:
    """Return the files that a content names and that were not handed in, or not completed: none may be published."""
    named = list(references(content))
    known = store.files([one.sha256 for one in named])
    stored = {digest for digest, file in known.items() if file.state == STORED}
    return [_missing(one) for one in named if one.sha256 not in stored]


def _missing(one: Reference) -> Fault:
    return Fault(f"/content/materials/{one.at}/{one.kind}", "file_not_stored", {"title": one.title})

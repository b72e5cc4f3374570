"""What exports need from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from chalicelib.catalogue.imports.ports import ImportStore, Objects
from chalicelib.catalogue.ports import Writes

if TYPE_CHECKING:
    from chalicelib.catalogue.exports.records import Export

__all__ = ["ExportStore", "Objects"]


class ExportStore(ImportStore, Protocol):
    """The catalogue as stored, and its exports."""

    def export(self, export_id: str) -> Export | None: ...

    def save_export(self, export: Export) -> Writes:
        """Write as the successor of `export.version`."""

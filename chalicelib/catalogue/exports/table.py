"""Exports in the catalogue table: `EXPORTS#<year>` / `<export id>`, about 1 kB each; the id tells the year (UTC)."""

from __future__ import annotations

import json

from chalicelib.catalogue.exports.records import Export
from chalicelib.catalogue.imports.listing import year_of
from chalicelib.catalogue.imports.table import ImportTable
from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.table.record import CatalogueItem, catalogue_item
from chalicelib.shared.ids import is_id
from chalicelib.shared.table import save


class ExportTable(ImportTable):
    """`ExportStore` on DynamoDB."""

    def export(self, export_id: str) -> Export | None:
        if not is_id(export_id):
            return None
        try:
            item = CatalogueItem.get(_partition(export_id), export_id, consistent_read=True)
        except CatalogueItem.DoesNotExist:
            return None
        return Export(**json.loads(item.body), version=int(item.version or 0))

    def save_export(self, export: Export) -> Writes:
        body = export._asdict()
        version = body.pop("version")
        return (save(catalogue_item(_partition(export.export_id), export.export_id, body), version),)


def _partition(export_id: str) -> str:
    return f"EXPORTS#{year_of(export_id)}"

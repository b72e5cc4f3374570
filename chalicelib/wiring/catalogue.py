"""The catalogue, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, recorder, wall_clock
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.catalogue.editions.desk import CatalogueDesk
    from chalicelib.catalogue.files.desk import FileDesk
    from chalicelib.catalogue.files.published import PublishedFiles
    from chalicelib.catalogue.imports.desk import ImportDesk
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.catalogue.table import CatalogueTable
    from chalicelib.shared.objects import Bucket


@lru_cache(maxsize=1)
def catalogue_table() -> CatalogueTable:
    from chalicelib.catalogue.table import CatalogueTable

    return CatalogueTable()


@lru_cache(maxsize=1)
def catalogue_objects() -> Bucket:
    """What is too large for the table: files of items, imports and exports, the search index."""
    from chalicelib.shared.objects import Bucket

    return Bucket("CATALOGUE_BUCKET")


@lru_cache(maxsize=1)
def catalogue_service() -> CatalogueService:
    from chalicelib.catalogue.service import CatalogueService

    return CatalogueService(catalogue_table())


@lru_cache(maxsize=1)
def catalogue_desk() -> CatalogueDesk:
    from chalicelib.catalogue.editions.desk import CatalogueDesk

    return CatalogueDesk(catalogue_table(), configuration_service(), recorder(), committer())


@lru_cache(maxsize=1)
def import_desk() -> ImportDesk:
    from chalicelib.catalogue.imports.desk import ImportDesk

    return ImportDesk(catalogue_table(), recorder(), committer())


@lru_cache(maxsize=1)
def file_desk() -> FileDesk:
    from chalicelib.catalogue.files.desk import FileDesk

    return FileDesk(catalogue_table(), catalogue_objects(), recorder(), committer(), wall_clock())


@lru_cache(maxsize=1)
def published_files() -> PublishedFiles:
    from chalicelib.catalogue.files.published import PublishedFiles

    return PublishedFiles(catalogue_service(), catalogue_table(), catalogue_objects())

"""The catalogue, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, law_clock, recorder, wall_clock
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.catalogue.editions.desk import CatalogueDesk
    from chalicelib.catalogue.editions.history import CatalogueHistory
    from chalicelib.catalogue.exports.desk import ExportDesk
    from chalicelib.catalogue.exports.running import ExportRunner
    from chalicelib.catalogue.exports.table import ExportTable
    from chalicelib.catalogue.files.desk import FileDesk
    from chalicelib.catalogue.files.finding import FormFinder
    from chalicelib.catalogue.files.published import PublishedFiles
    from chalicelib.catalogue.guides.steps import RemedyPeriods
    from chalicelib.catalogue.guides.telling import Guides
    from chalicelib.catalogue.imports.desk import ImportDesk
    from chalicelib.catalogue.imports.kinds import Placing
    from chalicelib.catalogue.imports.running import ImportRunner
    from chalicelib.catalogue.imports.table import ImportTable
    from chalicelib.catalogue.ports import Holdings
    from chalicelib.catalogue.search.building import IndexBuilder
    from chalicelib.catalogue.search.reading import ItemSearch
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.catalogue.table import CatalogueTable
    from chalicelib.catalogue.views.desk import ItemViews
    from chalicelib.catalogue.views.proofs import ProofDirectory
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
def item_search() -> ItemSearch:
    from chalicelib.catalogue.search.reading import ItemSearch
    from chalicelib.catalogue.search.table import IndexTable

    return ItemSearch(IndexTable(), catalogue_objects())


@lru_cache(maxsize=1)
def index_builder() -> IndexBuilder:
    """For the function that builds the index."""
    from chalicelib.catalogue.search.building import IndexBuilder
    from chalicelib.catalogue.search.table import IndexTable

    return IndexBuilder(IndexTable(), catalogue_objects(), committer())


@lru_cache(maxsize=1)
def catalogue_service() -> CatalogueService:
    from chalicelib.catalogue.service import CatalogueService

    return CatalogueService(catalogue_table())


@lru_cache(maxsize=1)
def catalogue_desk() -> CatalogueDesk:
    from chalicelib.catalogue.editions.desk import CatalogueDesk

    return CatalogueDesk(catalogue_table(), configuration_service(), recorder(), committer())


@lru_cache(maxsize=1)
def item_views() -> ItemViews:
    from chalicelib.catalogue.views.desk import ItemViews

    return ItemViews(item_search(), configuration_service(), lambda: catalogue_table().endings().by_code)


@lru_cache(maxsize=1)
def proof_directory() -> ProofDirectory:
    from chalicelib.catalogue.views.proofs import ProofDirectory
    from chalicelib.catalogue.views.table import ProofTable

    return ProofDirectory(catalogue_table(), ProofTable(), committer())


@lru_cache(maxsize=1)
def catalogue_history() -> CatalogueHistory:
    from chalicelib.catalogue.editions.history import CatalogueHistory
    from chalicelib.shared.act_table import latest_acts

    return CatalogueHistory(catalogue_table(), latest_acts)


@lru_cache(maxsize=1)
def import_desk() -> ImportDesk:
    from chalicelib.catalogue.imports.desk import ImportDesk

    return ImportDesk(import_table(), catalogue_objects(), recorder(), committer(), wall_clock())


@lru_cache(maxsize=1)
def import_table() -> ImportTable:
    from chalicelib.catalogue.imports.table import ImportTable

    return ImportTable()


@lru_cache(maxsize=1)
def export_table() -> ExportTable:
    from chalicelib.catalogue.exports.table import ExportTable

    return ExportTable()


@lru_cache(maxsize=1)
def export_desk() -> ExportDesk:
    from chalicelib.catalogue.exports.desk import ExportDesk

    return ExportDesk(export_table(), catalogue_objects(), recorder(), committer())


@lru_cache(maxsize=1)
def export_runner() -> ExportRunner:
    """For the function that carries exports on."""
    from time import monotonic

    from chalicelib.catalogue.exports.running import ExportRunner

    return ExportRunner(export_table(), catalogue_objects(), recorder(), committer(), monotonic)


@lru_cache(maxsize=1)
def import_runner() -> ImportRunner:
    """For the function that carries imports on: no request waits for it."""
    from time import monotonic, sleep

    from chalicelib.catalogue.imports.placing import DivisionPlacing, ItemPlacing
    from chalicelib.catalogue.imports.reforming import ReformPlacing
    from chalicelib.catalogue.imports.running import ImportRunner
    from chalicelib.catalogue.imports.storing import ImportObjects

    table = import_table()
    placing: dict[str, Placing] = {"items": ItemPlacing(table, recorder()), "divisions": DivisionPlacing(table)}
    placing["reforms"] = ReformPlacing(table, recorder())
    objects = ImportObjects(catalogue_objects())
    return ImportRunner(table, objects, placing, recorder(), committer(), monotonic, sleep)


@lru_cache(maxsize=1)
def file_desk() -> FileDesk:
    from chalicelib.catalogue.files.desk import FileDesk

    return FileDesk(catalogue_table(), catalogue_objects(), recorder(), committer(), wall_clock())


@lru_cache(maxsize=1)
def published_files() -> PublishedFiles:
    from chalicelib.catalogue.files.published import PublishedFiles

    return PublishedFiles(catalogue_service(), catalogue_table(), catalogue_objects())


@lru_cache(maxsize=1)
def guides() -> Guides:
    from chalicelib.catalogue.guides.telling import Guides
    from chalicelib.wiring.deadlines import calendars

    return Guides(catalogue_service(), holdings, law_clock(), remedy_periods, calendars)


def holdings() -> Holdings:
    from chalicelib.catalogue.adapters.holdings import KnownHoldings
    from chalicelib.wiring.representation import representation_service

    return KnownHoldings(representation_service)


def remedy_periods() -> RemedyPeriods:
    """How long one may turn to whom after a decision, as the city's configuration says now."""
    from chalicelib.catalogue.guides.steps import RemedyPeriods

    said = configuration_service().document("remedies")
    return RemedyPeriods(said.review_days, said.litigation_months)


def item_page(item_code: str, base_url: str) -> str:
    """Where people read about an item: the city's own page of it, or our own resource below `base_url`."""
    told = configuration_service().document("catalogue").item_page.replace("{item_code}", item_code)
    return told if told.startswith("https://") else base_url + told


@lru_cache(maxsize=1)
def form_finder() -> FormFinder:
    from chalicelib.catalogue.files.finding import FormFinder

    return FormFinder(item_search(), catalogue_service())

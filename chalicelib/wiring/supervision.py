"""Supervision, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, law_clock, recorder, sealer
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.catalogue.service import CatalogueService
    from chalicelib.configuration.documents import Supervision
    from chalicelib.deadlines.service import Calendar
    from chalicelib.shared.acts import Act
    from chalicelib.supervision.adapters.city import LivingCity
    from chalicelib.supervision.cards.keeping import CardDeadlines
    from chalicelib.supervision.cards.parts import CardParts
    from chalicelib.supervision.reports.desk import ReportDesk
    from chalicelib.supervision.service import SupervisionService


@lru_cache(maxsize=1)
def supervision_service() -> SupervisionService:
    from chalicelib.supervision.service import SupervisionService
    from chalicelib.supervision.table.counters import CounterTable
    from chalicelib.supervision.table.items import ItemCounterTable

    return SupervisionService(CounterTable(), ItemCounterTable(), city(), committer())


@lru_cache(maxsize=1)
def city() -> LivingCity:
    """Days and items, as figures need them."""
    from chalicelib.supervision.adapters.city import LivingCity

    return LivingCity(law_clock(), _calendar, _catalogue, lambda: configuration_service().document("catalogue"))


def _calendar() -> Calendar:
    from chalicelib.wiring.deadlines import calendars

    return calendars().whole


def _catalogue() -> CatalogueService:
    from chalicelib.wiring.catalogue import catalogue_service

    return catalogue_service()


@lru_cache(maxsize=1)
def report_desk() -> ReportDesk:
    """Monthly reports, kept where the archive is."""
    from chalicelib.shared.objects import Bucket
    from chalicelib.supervision.adapters.problems import CardProblems
    from chalicelib.supervision.reports.desk import Gathering, ReportDesk
    from chalicelib.supervision.table.cards import CardTable
    from chalicelib.supervision.table.counters import CounterTable
    from chalicelib.supervision.table.items import ItemCounterTable
    from chalicelib.supervision.table.reports import ReportTable

    gathering = Gathering(CounterTable(), ItemCounterTable(), city(), CardProblems(CardTable()))
    return ReportDesk(gathering, ReportTable(), Bucket("ARCHIVE_BUCKET"), recorder(), committer())


def supervision_settings() -> Supervision:
    """What the city's configuration says of reminders and cards, as in force now."""
    return configuration_service().document("supervision")


@lru_cache(maxsize=1)
def cards() -> CardParts:
    """What the use cases of cards need."""
    from chalicelib.supervision.adapters.cases import CaseOwners, KnownCases
    from chalicelib.supervision.adapters.dates import OfficeDates
    from chalicelib.supervision.cards.parts import CardParts
    from chalicelib.supervision.table.cards import CardTable
    from chalicelib.wiring.cases import case_service
    from chalicelib.wiring.deadlines import calendars
    from chalicelib.wiring.identity import identity_service
    from chalicelib.wiring.representation import representation_service

    return CardParts(
        store=CardTable(),
        cases=KnownCases(case_service),
        dates=OfficeDates(lambda division: calendars().of(division)),
        owners=CaseOwners(identity_service, representation_service),
        sealer=sealer(),
        recorder=recorder(),
        committer=committer(),
        law=law_clock(),
        settings=supervision_settings,
        keep_until=_keep_until,
    )


def issue_cards(act: Act) -> tuple[str, ...]:
    """Issue the cards that follow from an act of a case; their ids."""
    from chalicelib.supervision.cards.issuing import issue

    return issue(cards(), act)


@lru_cache(maxsize=1)
def card_deadlines() -> CardDeadlines:
    """Cards as an owner of deadlines."""
    from chalicelib.supervision.cards.keeping import CardDeadlines

    return CardDeadlines(cards())


def _keep_until() -> str:
    """Cards are kept as long as the files of their cases."""
    years = configuration_service().document("intake").retention_years
    return f"{law_clock().today().year + years:04d}-12-31"

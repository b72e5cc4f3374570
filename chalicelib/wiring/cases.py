"""The cases domain, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import attempts, city_secret, committer, law_clock, recorder, sealer, wall_clock
from chalicelib.wiring.at_first_use import at_first_use
from chalicelib.wiring.catalogue import catalogue_service
from chalicelib.wiring.configuration import configuration_service
from chalicelib.wiring.identity import identity_service
from chalicelib.wiring.representation import representation_service

if TYPE_CHECKING:
    from chalicelib.cases.adapters.consents import RecordedConsents
    from chalicelib.cases.adapters.deadlines import CityCalendars
    from chalicelib.cases.adapters.staff import StaffDirectory
    from chalicelib.cases.adapters.windows import HallWindows
    from chalicelib.cases.credit import CreditPort
    from chalicelib.cases.documents.telling import Documents
    from chalicelib.cases.enforcing.owner import CaseDeadlines
    from chalicelib.cases.parts import Parts
    from chalicelib.cases.service import CaseService
    from chalicelib.cases.status.lookups import LookupQuotas, Lookups
    from chalicelib.cases.table import CaseTable
    from chalicelib.cases.table.handovers import HandoverTable
    from chalicelib.cases.table.owners import OwnerShelf
    from chalicelib.cases.work.assigning import Assigner
    from chalicelib.configuration.documents import Intake, Supervision
    from chalicelib.staff.service import StaffService
    from chalicelib.windows.service import WindowService


@lru_cache(maxsize=1)
def cases() -> Parts:
    from chalicelib.cases.adapters.catalogue import CatalogueItems
    from chalicelib.cases.adapters.identity import IdentityPeople, IdentityPresence
    from chalicelib.cases.adapters.representation import Representatives
    from chalicelib.cases.parts import Parts
    from chalicelib.shared.objects import Bucket

    return Parts(
        cases=case_table(),
        items=CatalogueItems(catalogue_service),
        people=IdentityPeople(identity_service, representation_service),
        representation=Representatives(representation_service),
        uploads=Bucket("MATERIALS_BUCKET"),
        recorder=recorder(),
        committer=committer(),
        sealer=sealer(),
        secret=city_secret(),
        wall=wall_clock(),
        law=law_clock(),
        settings=intake_settings,
        remedies=lambda: configuration_service().document("remedies"),
        dates=at_first_use(city_calendars),
        windows=at_first_use(hall_windows),
        signing=at_first_use(staff_directory),
        colleagues=at_first_use(staff_directory),
        presence=IdentityPresence(identity_service),
        handovers=handovers,
        shelf=shelf,
        consents=consents,
        commitments=lambda: configuration_service().document("commitments"),
        credit=credit,
        measures=lambda: configuration_service().document("catalogue"),
    )


def city_calendars() -> CityCalendars:
    """The law's clock."""
    from chalicelib.cases.adapters.deadlines import CityCalendars

    return CityCalendars(lambda: configuration_service().document("calendar"))


def hall_windows() -> HallWindows:
    """What cases ask of windows."""
    from chalicelib.cases.adapters.windows import HallWindows

    return HallWindows(windows)


def staff_directory() -> StaffDirectory:
    """What cases ask of the directory of staff."""
    from chalicelib.cases.adapters.staff import StaffDirectory

    return StaffDirectory(staff)


@lru_cache(maxsize=1)
def handovers() -> HandoverTable:
    """Lists of what was collected for elsewhere: seldom needed."""
    from chalicelib.cases.performing import retention
    from chalicelib.cases.table.handovers import HandoverTable

    return HandoverTable(wall_clock(), lambda: retention(law_clock(), intake_settings))


@lru_cache(maxsize=1)
def shelf() -> OwnerShelf:
    """What owners handed in before."""
    from chalicelib.cases.performing import retention
    from chalicelib.cases.table.owners import OwnerShelf

    return OwnerShelf(lambda: retention(law_clock(), intake_settings))


@lru_cache(maxsize=1)
def consents() -> RecordedConsents:
    """What people agreed to."""
    from chalicelib.cases.adapters.consents import RecordedConsents
    from chalicelib.wiring.consents import consent_service

    return RecordedConsents(consent_service)


def windows() -> WindowService:
    """The door of windows."""
    from chalicelib.wiring.windows import window_service

    return window_service()


def staff() -> StaffService:
    """The door of the directory of staff."""
    from chalicelib.wiring.staff import staff_service

    return staff_service()


def credit() -> CreditPort:
    """What the city's credit platform says of applicants."""
    from chalicelib.wiring.partners import credit_platform

    return credit_platform()


def intake_settings() -> Intake:
    """What the city's configuration says of intake, as in force now."""
    return configuration_service().document("intake")


@lru_cache(maxsize=1)
def lookups() -> Lookups:
    from chalicelib.cases.status.lookups import Lookups

    return Lookups(cases(), attempts(), lookup_quotas)


@lru_cache(maxsize=1)
def documents() -> Documents:
    from chalicelib.cases.documents.telling import Documents

    return Documents(cases(), lambda release: configuration_service().at("documents", release))


def lookup_quotas() -> LookupQuotas:
    """How often the public may look cases up, as the city's configuration says now."""
    from datetime import timedelta

    from chalicelib.cases.status.lookups import LookupQuotas

    said = configuration_service().document("limits")
    window = timedelta(seconds=said.status_lookup_window_seconds)
    return LookupQuotas(said.status_lookups_per_source, said.status_lookups_per_case, window)


@lru_cache(maxsize=1)
def assigner() -> Assigner:
    from chalicelib.cases.work.assigning import Assigner

    return Assigner(cases(), lambda: configuration_service().document("assignment"))


@lru_cache(maxsize=1)
def case_deadlines() -> CaseDeadlines:
    """Cases as the owner of their deadlines, for whoever keeps the law's clock."""
    from chalicelib.cases.enforcing.owner import CaseDeadlines

    return CaseDeadlines(cases(), lambda: configuration_service().document("supervision"))


def reminding() -> Supervision:
    """When a deadline counts as near."""
    return configuration_service().document("supervision")


@lru_cache(maxsize=1)
def case_table() -> CaseTable:
    from chalicelib.cases.performing import retention
    from chalicelib.cases.table import CaseTable

    return CaseTable(wall_clock(), lambda: retention(law_clock(), intake_settings))


@lru_cache(maxsize=1)
def case_service() -> CaseService:
    from chalicelib.cases.service import CaseService

    return CaseService(case_table())

"""The cases domain, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import attempts, city_secret, committer, law_clock, recorder, sealer, wall_clock
from chalicelib.wiring.catalogue import catalogue_service
from chalicelib.wiring.configuration import configuration_service
from chalicelib.wiring.identity import identity_service
from chalicelib.wiring.representation import representation_service

if TYPE_CHECKING:
    from chalicelib.cases.lookups import LookupQuotas, Lookups
    from chalicelib.cases.parts import Parts
    from chalicelib.cases.service import CaseService
    from chalicelib.cases.table import CaseTable
    from chalicelib.configuration.documents import Intake


@lru_cache(maxsize=1)
def cases() -> Parts:
    from chalicelib.cases.adapters.catalogue import CatalogueItems
    from chalicelib.cases.adapters.identity import IdentityPeople
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
    )


def intake_settings() -> Intake:
    """What the city's configuration says of intake, as in force now."""
    return configuration_service().document("intake")


@lru_cache(maxsize=1)
def lookups() -> Lookups:
    from chalicelib.cases.lookups import Lookups

    return Lookups(cases(), attempts(), lookup_quotas)


def lookup_quotas() -> LookupQuotas:
    """How often the public may look cases up, as the city's configuration says now."""
    from datetime import timedelta

    from chalicelib.cases.lookups import LookupQuotas

    said = configuration_service().document("limits")
    window = timedelta(seconds=said.status_lookup_window_seconds)
    return LookupQuotas(said.status_lookups_per_source, said.status_lookups_per_case, window)


@lru_cache(maxsize=1)
def case_table() -> CaseTable:
    from chalicelib.cases.performing import retention
    from chalicelib.cases.table import CaseTable

    return CaseTable(wall_clock(), lambda: retention(law_clock(), intake_settings))


@lru_cache(maxsize=1)
def case_service() -> CaseService:
    from chalicelib.cases.service import CaseService

    return CaseService(case_table())

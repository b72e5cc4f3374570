"""Representation, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting
from chalicelib.wiring import attempts, city_secret, committer, law_clock, recorder, sealer, wall_clock
from chalicelib.wiring.configuration import configuration_service
from chalicelib.wiring.identity import identity_service, identity_table
from chalicelib.wiring.partners import partner_secret

if TYPE_CHECKING:
    from chalicelib.representation.parts import Parts
    from chalicelib.representation.ports import BusinessRegisterPort, GuardianshipPort
    from chalicelib.representation.service import RepresentationService


@lru_cache(maxsize=1)
def representation() -> Parts:
    from chalicelib.identity.numbers import parse_resident_id
    from chalicelib.representation.adapters.identity import IdentityPeople
    from chalicelib.representation.parts import Parts
    from chalicelib.representation.table import RepresentationTable

    return Parts(
        store=RepresentationTable(),
        people=IdentityPeople(identity_service, parse_resident_id, person_for),
        business_register=business_register,
        guardianship=guardianship_register,
        committer=committer(),
        recorder=recorder(),
        sealer=sealer(),
        secret=city_secret(),
        law=law_clock(),
        attempts=attempts(),
        settings=lambda: configuration_service().document("representation"),
    )


def person_for(name: str, number: str, evidence: str) -> str:
    """The person of a number that a register confirmed."""
    from chalicelib.identity.persons.making_known import MakingKnown

    making = MakingKnown(identity_table(), committer(), recorder(), city_secret(), sealer(), law_clock())
    return making.person_for(name, number, evidence)


@lru_cache(maxsize=1)
def representation_service() -> RepresentationService:
    from chalicelib.representation.service import RepresentationService

    return RepresentationService(representation())


@lru_cache(maxsize=1)
def business_register() -> BusinessRegisterPort:
    from chalicelib.representation.adapters.business_register.client import BusinessRegisterClient

    return BusinessRegisterClient(
        setting("BUSINESS_REGISTER_BASE_URL"), lambda: partner_secret("business_register_key"), wall_clock()
    )


@lru_cache(maxsize=1)
def guardianship_register() -> GuardianshipPort:
    from chalicelib.representation.adapters.population_register.client import GuardianshipClient

    return GuardianshipClient(
        setting("POPULATION_REGISTER_BASE_URL"), lambda: partner_secret("population_register_key"), wall_clock()
    )

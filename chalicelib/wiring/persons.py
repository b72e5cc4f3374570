"""Persons and accounts, put together: the part of identity that most requests do not need."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting
from chalicelib.wiring import attempts, city_secret, committer, law_clock, recorder, sealer, wall_clock
from chalicelib.wiring.configuration import configuration_service
from chalicelib.wiring.identity import face_port, identity_table, phone_port
from chalicelib.wiring.partners import partner_secret

if TYPE_CHECKING:
    from chalicelib.identity.kiosks.log_in import KioskLogIn
    from chalicelib.identity.kiosks.registering import Kiosks
    from chalicelib.identity.persons.accounts import Accounts
    from chalicelib.identity.persons.closing import Closing, DueClosings
    from chalicelib.identity.persons.parts import Parts
    from chalicelib.identity.ports import PopulationRegisterPort, Records
    from chalicelib.identity.proving.face import Faces
    from chalicelib.identity.proving.in_person import InPerson
    from chalicelib.identity.proving.phone import Phones
    from chalicelib.identity.proving.results import Results
    from chalicelib.identity.proving.verification import Verifications


@lru_cache(maxsize=1)
def persons() -> Parts:
    from chalicelib.identity.persons.parts import Parts

    return Parts(
        store=identity_table(),
        committer=committer(),
        recorder=recorder(),
        secret=city_secret(),
        sealer=sealer(),
        wall=wall_clock(),
        law=law_clock(),
        attempts=attempts(),
        settings=lambda document: configuration_service().document(document),
    )


@lru_cache(maxsize=1)
def population_register() -> PopulationRegisterPort:
    from chalicelib.identity.adapters.population_register.client import PopulationRegisterClient

    return PopulationRegisterClient(
        setting("POPULATION_REGISTER_BASE_URL"), lambda: partner_secret("population_register_key"), wall_clock()
    )


@lru_cache(maxsize=1)
def phones() -> Phones:
    from chalicelib.identity.proving.phone import Phones

    return Phones(persons(), phone_port())


@lru_cache(maxsize=1)
def verifications() -> Verifications:
    from chalicelib.identity.proving.verification import Verifications

    return Verifications(persons(), population_register())


@lru_cache(maxsize=1)
def faces() -> Faces:
    from chalicelib.identity.proving.face import Faces

    return Faces(persons(), face_port(), consents_to_face)


def consents_to_face(person_id: str) -> bool:
    """Whether somebody agreed to the wording on faces that is in force."""
    from chalicelib.consents.service import Purpose
    from chalicelib.wiring.consents import consent_service

    return consent_service().given(person_id, Purpose.FACE_VERIFICATION)


@lru_cache(maxsize=1)
def in_person() -> InPerson:
    from chalicelib.identity.proving.in_person import InPerson

    return InPerson(persons(), population_register())


@lru_cache(maxsize=1)
def results() -> Results:
    from chalicelib.identity.proving.results import Results

    return Results(identity_table(), faces(), in_person())


@lru_cache(maxsize=1)
def accounts() -> Accounts:
    from chalicelib.identity.persons.accounts import Accounts

    return Accounts(persons())


@lru_cache(maxsize=1)
def kiosks() -> Kiosks:
    from chalicelib.identity.kiosks.registering import Kiosks

    return Kiosks(persons())


@lru_cache(maxsize=1)
def kiosk_log_in() -> KioskLogIn:
    from chalicelib.identity.kiosks.log_in import KioskLogIn
    from chalicelib.wiring.sessions import issuer

    return KioskLogIn(persons(), population_register(), issuer())


@lru_cache(maxsize=1)
def closing() -> Closing:
    from chalicelib.identity.persons.closing import Closing

    return Closing(persons(), records())


@lru_cache(maxsize=1)
def due_closings() -> DueClosings:
    from chalicelib.identity.persons.closing import DueClosings

    return DueClosings(persons(), records())


def records() -> Records:
    """What the city holds of persons: cases tell what is open and how long it is kept."""
    from chalicelib.wiring.cases import case_service

    return case_service()

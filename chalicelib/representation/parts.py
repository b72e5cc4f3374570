"""What the use cases of this domain are made of, and what they all ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from chalicelib.representation.ports import BusinessRegisterPort, GuardianshipPort, Known, People, RepresentationStore
from chalicelib.representation.records import CODE_SEAL, ORGANISATION_NAME_SEAL, Organisation, Principal
from chalicelib.representation.rules import LEAST_ASSURANCE_LEVEL
from chalicelib.shared.access import Caller, level_too_low
from chalicelib.shared.acts import Recorder
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.certificates import certificate_of
from chalicelib.shared.change import Committer
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound
from chalicelib.shared.owners import is_organisation
from chalicelib.shared.sealing import CitySecret, Sealer

_IN_NAMES = re.compile(r"[\s·•・．.]")


class Parts(NamedTuple):
    """`wiring` chooses; the registers are opened when they are asked.

    `settings` gives the city's `representation` document as in force now.
    """

    store: RepresentationStore
    people: People
    business_register: Callable[[], BusinessRegisterPort]
    guardianship: Callable[[], GuardianshipPort]
    committer: Committer
    recorder: Recorder
    sealer: Sealer
    secret: CitySecret
    law: LawClock
    attempts: Attempts
    settings: Callable[[], Any]


def caller_as_known(parts: Parts, by: Caller) -> Known:
    """Who calls. Raises Forbidden if name and number were never confirmed."""
    me = parts.people.known(by.id)
    if me is None:
        raise level_too_low(LEAST_ASSURANCE_LEVEL, by.level)
    return me


def principal_of(parts: Parts, principal_id: str) -> Principal:
    """Whoever is acted for, in clear text. Raises NotFound."""
    if (found := principal_if_known(parts, principal_id)) is None:
        raise NotFound("principal_not_found")
    return found


def principal_if_known(parts: Parts, principal_id: str) -> Principal | None:
    """The same; None for a person who had their account closed."""
    if is_organisation(principal_id):
        organisation = parts.store.organisation(principal_id)
        return opened(parts, organisation) if organisation else None
    found = parts.people.known(principal_id)
    return as_principal(found) if found else None


def as_principal(known: Known) -> Principal:
    """Somebody as who is acted for."""
    return Principal(known.person_id, known.salt, known.name, known.number)


def opened(parts: Parts, organisation: Organisation) -> Principal:
    """An organisation in clear text."""
    name = parts.sealer.open(organisation.salt, organisation.name, ORGANISATION_NAME_SEAL)
    code = parts.sealer.open(organisation.salt, organisation.uscc, CODE_SEAL)
    return Principal(organisation.organisation_id, organisation.salt, name, code)


def number_key(secret: CitySecret, number: str) -> str:
    """By what the holder of a resident number is found."""
    return secret.keyed_hash("certificate number", f"{certificate_of(number)}:{number}")


def holder_key(secret: CitySecret, number: str, name: str) -> str:
    """By what it is known that a number's holder is the one who was named: a mistyped number gives nobody anything.

    Blanks, the dots of foreign names, and large and small letters are typed in many ways, and do not count.
    """
    plain = _IN_NAMES.sub("", name).casefold()
    return secret.keyed_hash("certificate holder", f"{certificate_of(number)}:{number}:{plain}")


def code_key(secret: CitySecret, uscc: str) -> str:
    """By what an organisation is found."""
    return secret.keyed_hash("certificate number", f"uscc:{uscc}")

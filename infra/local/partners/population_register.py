"""The population register, as docs/partners/population_register.md describes it, with numbers that are nobody's."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import PARTNER_SECRETS, POPULATION_REGISTER_PREFIX
from infra.local.partners.reading import member, read_object, text
from infra.local.partners.signed import Signatures

PEOPLE = Path(__file__).with_name("people.json")
PERSONS, GUARDIANSHIPS = "/person-checks", "/guardianship-checks"


@dataclass(frozen=True)
class Registered:
    """A person on record: alive, deceased, or on a source that is down (`unavailable`); guardians by number."""

    name: str
    number: str
    state: str
    guardians: tuple[str, ...] = ()


class PopulationRegister:
    """The register and everybody in it."""

    name = "population_register"
    prefix = POPULATION_REGISTER_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._people = {person.number: person for person in read_people()}
        self._signatures = Signatures(PARTNER_SECRETS["population_register_key"], now)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{self.prefix}{PERSONS}", self.check_person),
            web.post(f"{self.prefix}{GUARDIANSHIPS}", self.check_guardianship),
        ]

    def remembered(self) -> dict[str, Any]:
        return {"nonces": self._signatures.nonces}

    def remember(self, state: dict[str, Any]) -> None:
        self._signatures.nonces = state["nonces"]

    def reset(self) -> None:
        self._signatures.nonces = {}

    async def check_person(self, request: web.Request) -> web.Response:
        """Name and number → match, mismatch, deceased or not_found."""
        if refused := await self._signatures.refused(request, PERSONS):
            return refused
        asked = await read_object(request)
        name, person = self._looked_up(asked)
        return _answer(asked, _identity(name, person), person)

    async def check_guardianship(self, request: web.Request) -> web.Response:
        """Guardian and ward → match, mismatch or not_found."""
        if refused := await self._signatures.refused(request, GUARDIANSHIPS):
            return refused
        asked = await read_object(request)
        guardian_name, guardian = self._looked_up(member(asked, "guardian"))
        ward_name, ward = self._looked_up(member(asked, "ward"))
        if guardian is None or ward is None:
            return _answer(asked, "not_found", guardian, ward)
        known = {_identity(guardian_name, guardian), _identity(ward_name, ward)} == {"match"}
        return _answer(asked, "match" if known and guardian.number in ward.guardians else "mismatch", guardian, ward)

    def _looked_up(self, asked: dict[str, Any]) -> tuple[str, Registered | None]:
        text(asked, "certificate_type")
        return text(asked, "name"), self._people.get(text(asked, "certificate_number"))


def read_people() -> list[Registered]:
    """The sample people: published test numbers, and children's that are reckoned like them."""
    return [
        Registered(**{**person, "guardians": tuple(person.get("guardians", ()))})
        for person in json.loads(PEOPLE.read_text(encoding="utf-8"))
    ]


def _identity(name: str, person: Registered | None) -> str:
    if person is None:
        return "not_found"
    if person.name != name:
        return "mismatch"
    return "deceased" if person.state == "deceased" else "match"


def _answer(asked: dict[str, Any], result: str, *people: Registered | None) -> web.Response:
    if any(person and person.state == "unavailable" for person in people):
        return web.json_response({"error": "source_unavailable"}, status=503)
    serial_no = f"RK{secrets.token_hex(12).upper()}"
    return web.json_response({"request_no": text(asked, "request_no"), "result": result, "serial_no": serial_no})

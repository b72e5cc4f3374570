"""The population register, as docs/partners/population_register.md describes it, with published test numbers."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import PARTNER_SECRETS, POPULATION_REGISTER_PREFIX
from infra.local.partners.reading import read_object, text

PEOPLE = Path(__file__).with_name("people.json")
PATH = "/person-checks"
CLOCK_DIFFERENCE_S = 300
_AUTHORIZATION = re.compile(
    r"BANSHI-HMAC-SHA256 timestamp=(\d{1,12}),nonce=([0-9A-Za-z]{16,64}),signature=([0-9a-f]{64})", re.ASCII
)


@dataclass(frozen=True)
class Registered:
    """A person on record: alive, deceased, or on a source that is down (`unavailable`)."""

    name: str
    number: str
    state: str


class PopulationRegister:
    """The register and everybody in it."""

    name = "population_register"
    prefix = POPULATION_REGISTER_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._people = {person.number: person for person in read_people()}
        self._nonces: dict[str, float] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"{self.prefix}{PATH}", self.check)]

    def remembered(self) -> dict[str, Any]:
        return {"nonces": self._nonces}

    def remember(self, state: dict[str, Any]) -> None:
        self._nonces = state["nonces"]

    def reset(self) -> None:
        self._nonces = {}

    async def check(self, request: web.Request) -> web.Response:
        """Name and number → match, mismatch, deceased or not_found."""
        if error := self._unsigned(request.headers.get("Authorization", ""), await request.read()):
            return web.json_response({"error": error}, status=401)
        asked = await read_object(request)
        text(asked, "certificate_type")
        person = self._people.get(text(asked, "certificate_number"))
        if person and person.state == "unavailable":
            return web.json_response({"error": "source_unavailable"}, status=503)
        answer = {
            "request_no": text(asked, "request_no"),
            "result": _result(person, text(asked, "name")),
            "serial_no": f"RK{secrets.token_hex(12).upper()}",
        }
        return web.json_response(answer)

    def _unsigned(self, authorization: str, body: bytes) -> str | None:
        """What is wrong with the signature; None for a good one."""
        form = _AUTHORIZATION.fullmatch(authorization)
        if form is None:
            return "authorization_malformed"
        timestamp, nonce, given = form.groups()
        if not hmac.compare_digest(_signature(timestamp, nonce, body), given):
            return "signature_wrong"
        if abs(self._now() - int(timestamp)) > CLOCK_DIFFERENCE_S:
            return "timestamp_out_of_range"
        return None if self._first_use(nonce) else "nonce_repeated"

    def _first_use(self, nonce: str) -> bool:
        now = self._now()
        self._nonces = {known: at for known, at in self._nonces.items() if now - at <= 2 * CLOCK_DIFFERENCE_S}
        if nonce in self._nonces:
            return False
        self._nonces[nonce] = now
        return True


def read_people() -> list[Registered]:
    """The sample people: all numbers are published test numbers."""
    return [Registered(**person) for person in json.loads(PEOPLE.read_text(encoding="utf-8"))]


def _result(person: Registered | None, name: str) -> str:
    if person is None:
        return "not_found"
    if person.name != name:
        return "mismatch"
    return "deceased" if person.state == "deceased" else "match"


def _signature(timestamp: str, nonce: str, body: bytes) -> str:
    signed = "\n".join(["POST", PATH, timestamp, nonce, hashlib.sha256(body).hexdigest()])
    key = PARTNER_SECRETS["population_register_key"].encode()
    return hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()

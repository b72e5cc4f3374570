"""The business register, as docs/partners/business_register.md describes it, with synthetic organisations."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import BUSINESS_REGISTER_PREFIX, PARTNER_SECRETS
from infra.local.partners.reading import member, read_object, text
from infra.local.partners.signed import Signatures

ORGANISATIONS = Path(__file__).with_name("organisations.json")
PATH = "/organisation-checks"


@dataclass(frozen=True)
class Organisation:
    """On record: registered, revoked, deregistered, or on a source that is down (`unavailable`)."""

    credit_code: str
    name: str
    representative_name: str
    representative_number: str
    state: str


class BusinessRegister:
    """The register and every organisation in it."""

    name = "business_register"
    prefix = BUSINESS_REGISTER_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._organisations = {organisation.credit_code: organisation for organisation in read_organisations()}
        self._signatures = Signatures(PARTNER_SECRETS["business_register_key"], now)

    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"{self.prefix}{PATH}", self.check)]

    def remembered(self) -> dict[str, Any]:
        return {"nonces": self._signatures.nonces}

    def remember(self, state: dict[str, Any]) -> None:
        self._signatures.nonces = state["nonces"]

    def reset(self) -> None:
        self._signatures.nonces = {}

    async def check(self, request: web.Request) -> web.Response:
        """Credit code and representative → match, mismatch, not_found, revoked or deregistered."""
        if refused := await self._signatures.refused(request, PATH):
            return refused
        asked = await read_object(request)
        organisation = self._organisations.get(text(asked, "credit_code"))
        if organisation and organisation.state == "unavailable":
            return web.json_response({"error": "source_unavailable"}, status=503)
        result = _result(organisation, member(asked, "legal_representative"))
        answer = {
            "request_no": text(asked, "request_no"),
            "result": result,
            "serial_no": f"FR{secrets.token_hex(12).upper()}",
        }
        if organisation and result == "match":
            answer["organisation_name"] = organisation.name
        return web.json_response(answer)


def read_organisations() -> list[Organisation]:
    """The sample organisations; their codes are synthetic."""
    return [Organisation(**one) for one in json.loads(ORGANISATIONS.read_text(encoding="utf-8"))]


def _result(organisation: Organisation | None, person: dict[str, Any]) -> str:
    text(person, "certificate_type")
    given = (text(person, "name"), text(person, "certificate_number"))
    if organisation is None:
        return "not_found"
    if given != (organisation.representative_name, organisation.representative_number):
        return "mismatch"
    return "match" if organisation.state == "registered" else organisation.state

"""The credit platform, as docs/partners/credit_platform.md describes it: sample people, and whom a control lists."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import CREDIT_PLATFORM_PREFIX, PARTNER_SECRETS
from infra.local.partners.reading import member, read_object, text
from infra.local.partners.signed import Signatures

LISTED = Path(__file__).with_name("credit_lists.json")
PATH = "/credit-checks"
CONTROL = "/_control/credit-platform/lists"
LISTS = frozenset({"judgment_defaulter", "serious_bad_faith", "broken_commitment", "red_list"})
UNAVAILABLE = "unavailable"
"""In place of a list: the source of this subject is down."""


@dataclass(frozen=True)
class Listed:
    """A person or organisation and the lists that they are on."""

    number: str
    name: str
    lists: tuple[str, ...]


class CreditPlatform:
    """The platform and everybody on its lists; whoever is not there is on none."""

    name = "credit_platform"
    prefix = CREDIT_PLATFORM_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._listed = _by_number(read_listed())
        self._signatures = Signatures(PARTNER_SECRETS["credit_platform_key"], now)

    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"{self.prefix}{PATH}", self.check), web.post(CONTROL, self.set_lists)]

    def remembered(self) -> dict[str, Any]:
        return {"nonces": self._signatures.nonces, "listed": [asdict(one) for one in self._listed.values()]}

    def remember(self, state: dict[str, Any]) -> None:
        self._signatures.nonces = state["nonces"]
        self._listed = _by_number([_listed(one) for one in state["listed"]])

    def reset(self) -> None:
        self._signatures.nonces = {}
        self._listed = _by_number(read_listed())

    async def check(self, request: web.Request) -> web.Response:
        """Name and number → the lists that they are on."""
        if refused := await self._signatures.refused(request, PATH):
            return refused
        asked = await read_object(request)
        lists = self._lists(member(asked, "subject"))
        if UNAVAILABLE in lists:
            return web.json_response({"error": "source_unavailable"}, status=503)
        serial_no = f"XY{secrets.token_hex(12).upper()}"
        return web.json_response({"request_no": text(asked, "request_no"), "lists": lists, "serial_no": serial_no})

    async def set_lists(self, request: web.Request) -> web.Response:
        """`{"name": …, "number": …, "lists": […]}`: exactly these from now on; none of them clears."""
        asked = await read_object(request)
        one = _listed({**asked, "name": text(asked, "name"), "number": text(asked, "number")})
        self._listed[one.number] = one
        return web.json_response(asdict(one))

    def _lists(self, subject: dict[str, Any]) -> list[str]:
        name, known = text(subject, "name"), self._listed.get(text(subject, "number"))
        return list(known.lists) if known and known.name == name else []


def read_listed() -> list[Listed]:
    """The sample people who are on a list, or whose source is down."""
    return [_listed(one) for one in json.loads(LISTED.read_text(encoding="utf-8"))]


def _listed(one: dict[str, Any]) -> Listed:
    lists = one.get("lists")
    if not isinstance(lists, list) or not all(code in (*LISTS, UNAVAILABLE) for code in lists):
        raise web.HTTPBadRequest(text=f"lists holds some of {sorted(LISTS)}, or {UNAVAILABLE}")
    return Listed(one["number"], one["name"], tuple(lists))


def _by_number(listed: list[Listed]) -> dict[str, Listed]:
    return {one.number: one for one in listed}

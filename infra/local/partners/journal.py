"""What the partners were sent, for tests and visitors: personal numbers, names and secrets masked."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web

from infra.local.partners.partner import Partner

KEPT = 500
SECRET_MEMBERS = frozenset({"secret", "js_code", "code", "access_token", "name", "cert_name"})
_RESIDENT_ID = re.compile(r"(?<!\d)(\d{3})\d{11}(\d{3}[\dXx])(?!\d)")


class Journal:
    """The last requests, oldest first."""

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/_control/requests", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """All of them, or those of `?partner=`."""
        wanted = request.query.get("partner")
        found = [entry for entry in self._entries if wanted in (None, entry["partner"])]
        return web.json_response({"requests": found}, dumps=lambda value: json.dumps(value, ensure_ascii=False))

    def reset(self) -> None:
        self._entries.clear()

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Note the request, whatever becomes of it."""
        for partner in self._partners:
            if request.path.startswith(f"{partner.prefix}/"):
                self._entries.append(await _entry(partner.name, request))
        return await handler(request)


async def _entry(partner: str, request: web.Request) -> dict[str, Any]:
    return {
        "partner": partner,
        "at": time.time(),
        "method": request.method,
        "path": request.path,
        "query": masked(dict(request.query)),
        "body": masked(_json(await request.read())),
    }


def masked(value: Any) -> Any:
    """The same value with what is secret or personal starred out."""
    if isinstance(value, dict):
        return {key: "***" if key in SECRET_MEMBERS else masked(member) for key, member in value.items()}
    if isinstance(value, list):
        return [masked(member) for member in value]
    return _RESIDENT_ID.sub(r"\1***********\2", value) if isinstance(value, str) else value


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except (ValueError, RecursionError):
        return raw.decode(errors="replace")

"""A partner's bad days: what is wrong with its next answers, set at `/_control/faults`.

| kind | with | what the caller meets |
| --- | --- | --- |
| `errcode` | `errcode` | WeChat's business error, HTTP 200 |
| `latency` | `seconds` | a late answer |
| `dropped_connection` | | the connection closes before an answer |
| `http_status` | `status` (502) | an HTML error page of a gateway |
| `truncated_body` | | half of the body that Content-Length promised |
| `wrong_content_type` | | the right body, said to be HTML |

With `path` only answers of addresses that end with it go wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web

from infra.local.partners.partner import Partner
from infra.local.partners.reading import number, read_object, text

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
KINDS = ("errcode", "latency", "dropped_connection", "http_status", "truncated_body", "wrong_content_type")
ERRCODE = web.RequestKey("errcode", int)


@dataclass(frozen=True)
class Fault:
    """One fault of one partner, for one answer."""

    partner: str
    kind: str
    errcode: int = 0
    seconds: float = 0
    status: int = 502
    path: str = ""


class Faults:
    """What will go wrong next, per partner, in the order it was asked for."""

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._coming: dict[str, list[Fault]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_control/faults", self.show),
            web.post("/_control/faults", self.add),
            web.delete("/_control/faults", self.clear),
        ]

    async def show(self, _request: web.Request) -> web.Response:
        return web.json_response({"faults": [asdict(fault) for coming in self._coming.values() for fault in coming]})

    async def add(self, request: web.Request) -> web.Response:
        """`{"partner": …, "kind": …, "times": 1, …}`."""
        asked = await read_object(request)
        fault = _fault(asked, {partner.name for partner in self._partners})
        times = int(number(asked, "times", 1))
        self._coming.setdefault(fault.partner, []).extend([fault] * times)
        return web.json_response(asdict(fault), status=201)

    async def clear(self, _request: web.Request) -> web.Response:
        self.reset()
        return web.Response(status=204)

    def reset(self) -> None:
        self._coming = {}

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Serve the request with the partner's next fault, if it has one coming."""
        fault = self._next(request.path)
        if fault is None:
            return await handler(request)
        return await _served_with(fault, request, handler)

    def _next(self, path: str) -> Fault | None:
        name = next((partner.name for partner in self._partners if path.startswith(f"{partner.prefix}/")), "")
        coming = self._coming.get(name, [])
        fault = next((fault for fault in coming if path.endswith(fault.path)), None)
        if fault:
            coming.remove(fault)
        return fault


def forced_errcode(request: web.Request) -> int:
    """The errcode that a fault wants answered; 0 for none."""
    errcode: int = request.get(ERRCODE, 0)
    return errcode


async def _served_with(fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
    if fault.kind == "http_status":
        page = f"<html><body><h1>{fault.status}</h1></body></html>"
        return web.Response(status=fault.status, text=page, content_type="text/html")
    if fault.kind == "dropped_connection":
        return _dropped(request)
    if fault.kind == "latency":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "errcode":
        request[ERRCODE] = fault.errcode
    answer = await handler(request)
    if fault.kind == "truncated_body":
        return await _truncated(request, answer)
    if fault.kind == "wrong_content_type":
        answer.content_type = "text/html"
    return answer


def _dropped(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _truncated(request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
    whole = answer.body if isinstance(answer, web.Response) and isinstance(answer.body, bytes) else b"{}"
    half = web.StreamResponse(status=answer.status, headers={"Content-Type": answer.content_type})
    half.content_length = len(whole)
    await half.prepare(request)
    await half.write(whole[: len(whole) // 2])
    if request.transport:
        request.transport.close()
    return half


def _fault(asked: dict[str, Any], partners: set[str]) -> Fault:
    partner, kind = text(asked, "partner"), text(asked, "kind")
    if partner not in partners or kind not in KINDS:
        raise web.HTTPBadRequest(text=f"partner is one of {sorted(partners)}, kind one of {KINDS}")
    errcode = asked.get("errcode", 0)
    if kind == "errcode" and (type(errcode) is not int or errcode == 0):
        raise web.HTTPBadRequest(text="errcode must be an integer other than 0")
    path = text(asked, "path") if "path" in asked else ""
    return Fault(partner, kind, errcode, number(asked, "seconds", 0), int(number(asked, "status", 502)), path)

"""The city's one address: what API Gateway and a custom domain do for a real city, on a port of the loopback.

Requests and answers pass byte for byte: path, query, headers, body. The API's own id may move with a deployment;
the address before it does not.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

API_PATHS = ("/v1/", "/.well-known/")
GATEWAY_BODY_LIMIT = 10 * 1024 * 1024
GATEWAY_TIMEOUT_S = 29.0
_HOP_BY_HOP = {
    "connection", "content-length", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
    "trailer", "transfer-encoding", "upgrade",
}  # fmt: skip
_FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "forwarded"}
_OWN_DEFAULTS = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")
WELCOME = """\
办事 Banshi: the local city is running.

This address is the city's API, as a mini-program sees it:
  {base}/v1/health
  {base}/v1/items
  {base}/.well-known/jwks.json

Sample people, staff and passwords: .local/city.json
Two journeys told as a story:       make story   (in another terminal)
"""


class FrontDoor:
    """The proxy before the deployed API at `upstream`."""

    _session: ClientSession  # from the application's start to its end

    def __init__(self, upstream: str) -> None:
        self._upstream = upstream

    def application(self) -> web.Application:
        """The application to serve."""
        app = web.Application(client_max_size=GATEWAY_BODY_LIMIT)
        app.cleanup_ctx.append(self._connected)
        app.router.add_route("*", "/{path:.*}", self._answer)
        return app

    async def _connected(self, _app: web.Application) -> AsyncIterator[None]:
        timeout = ClientTimeout(total=GATEWAY_TIMEOUT_S)
        async with ClientSession(
            connector=TCPConnector(limit=256), timeout=timeout, auto_decompress=False, cookie_jar=DummyCookieJar()
        ) as session:
            self._session = session
            yield

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        target = request.raw_path
        if target.startswith(API_PATHS):
            return await self._checked(request, target)
        if target == "/" and request.method in {"GET", "HEAD"}:
            return web.Response(text=WELCOME.format(base=f"http://{request.host}"))
        return _problem(404, "not_found", "没有找到", "您访问的地址不存在,请从首页重新进入。")

    async def _checked(self, request: web.Request, target: str) -> web.StreamResponse:
        try:
            return await self._passed_on(request, target, await request.read())
        except web.HTTPRequestEntityTooLarge:
            return _problem(413, "body_too_large", "提交的内容过大", "请减少内容后再提交;材料文件请单独上传。")
        except TimeoutError:
            return _problem(504, "timed_out", "处理超时", "您的操作可能没有完成,请稍后重试。")
        except ClientConnectionError:
            return _problem(502, "temporarily_unavailable", "系统暂时无法处理", "本地云没有应答,请稍后重试。")

    async def _passed_on(self, request: web.Request, target: str, body: bytes) -> web.StreamResponse:
        async with self._session.request(
            request.method,
            URL(self._upstream + target, encoded=True),
            data=body or None,
            headers=_forwarded(request),
            skip_auto_headers=_OWN_DEFAULTS,
            allow_redirects=False,
        ) as answer:
            content = await answer.read()
            return web.Response(status=answer.status, body=content, headers=_end_to_end(answer.headers))


def _forwarded(request: web.Request) -> CIMultiDict[str]:
    """The caller's headers, and who the caller is: what they claim about that themselves does not count."""
    headers = _end_to_end(request.headers, without=_FORWARDED)
    port = request.host.rpartition(":")[2]
    headers["X-Forwarded-For"] = request.remote or ""
    headers["X-Forwarded-Host"] = request.host
    headers["X-Forwarded-Port"] = port if port.isdigit() else "80"
    headers["X-Forwarded-Proto"] = "http"
    return headers


def _end_to_end(headers: CIMultiDictProxy[str], without: Iterable[str] = ()) -> CIMultiDict[str]:
    dropped = _HOP_BY_HOP.union(without)
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in dropped)


def _problem(status: int, code: str, title: str, detail: str) -> web.Response:
    document = {"type": f"urn:banshi:problem:{code}", "status": status, "code": code, "title": title, "detail": detail}
    text = json.dumps(document, ensure_ascii=False)
    return web.Response(status=status, body=text.encode(), headers={"Content-Type": "application/problem+json"})

"""The city's one address: what API Gateway and a custom domain do for a real city, on a port of the loopback.

Requests and answers pass byte for byte: path, query, headers, body. The API's own id may move with a deployment;
the address before it does not.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterable
from typing import Any

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

API_PATHS = ("/v1/", "/.well-known/")
GATEWAY_BODY_LIMIT = 10 * 1024 * 1024
GATEWAY_HEADERS_LIMIT = 10_240
GATEWAY_TIMEOUT_S = 29.0
_HOP_BY_HOP = {
    "connection", "content-length", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
    "trailer", "transfer-encoding", "upgrade",
}  # fmt: skip
_FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "forwarded"}
_OWN_DEFAULTS = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")
_NOT_HTTP = ("请求未被接受", "系统无法处理这个请求，请返回重试。")
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

    _session: ClientSession  # from `open` to `close`

    def __init__(self, upstream: str) -> None:
        self._upstream = upstream

    async def open(self) -> web.Server:
        """The server to listen with."""
        self._session = ClientSession(
            connector=TCPConnector(limit=256),
            timeout=ClientTimeout(total=GATEWAY_TIMEOUT_S),
            auto_decompress=False,
            cookie_jar=DummyCookieJar(),
        )
        return _Listener(
            self._answer,
            request_factory=_request,
            access_log=None,
            auto_decompress=False,
            max_line_size=GATEWAY_HEADERS_LIMIT,
            max_field_size=GATEWAY_HEADERS_LIMIT,
        )

    async def close(self) -> None:
        """Let go of the connections to the API."""
        await self._session.close()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        target = request.raw_path
        if target.startswith(API_PATHS) and request.method != "CONNECT":
            return await self._checked(request, target)
        if target == "/" and request.method in {"GET", "HEAD"}:
            return web.Response(text=WELCOME.format(base=f"http://{request.host}"))
        return _problem(404, "not_found", "没有找到", "您访问的地址不存在，请从首页重新进入。")

    async def _checked(self, request: web.BaseRequest, target: str) -> web.StreamResponse:
        try:
            return await self._passed_on(request, target, await request.read())
        except web.HTTPRequestEntityTooLarge:
            return _problem(413, "body_too_large", "提交的内容过大", "请减少内容后再提交;材料文件请单独上传。")
        except TimeoutError:
            return _problem(504, "timed_out", "处理超时", "您的操作可能没有完成，请稍后重试。")
        except web.RequestPayloadError:
            return _problem(400, "request_refused", *_NOT_HTTP)
        except ClientConnectionError:
            return _problem(502, "temporarily_unavailable", "系统暂时无法处理", "本地云没有应答，请稍后重试。")

    async def _passed_on(self, request: web.BaseRequest, target: str, body: bytes) -> web.StreamResponse:
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


class _Listener(web.Server):
    """Words what is not HTTP as the gateway words every refusal."""

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(web.RequestHandler):
    def handle_error(
        self,
        _request: web.BaseRequest,
        status: int = 500,
        _exc: BaseException | None = None,
        _message: str | None = None,
    ) -> web.StreamResponse:
        answer = _problem(status, "request_refused", *_NOT_HTTP)
        answer.force_close()
        return answer


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=GATEWAY_BODY_LIMIT)


def _forwarded(request: web.BaseRequest) -> CIMultiDict[str]:
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
    document = {
        "type": f"urn:banshi:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": str(uuid.uuid4()),
    }
    text = json.dumps(document, ensure_ascii=False)
    return web.Response(status=status, body=text.encode(), headers={"Content-Type": "application/problem+json"})

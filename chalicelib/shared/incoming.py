"""A request as it comes in: who sends it, and what it says, read as its route declares."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalicelib.shared import errors
from chalicelib.shared.access import Caller
from chalicelib.shared.body import parse_body
from chalicelib.shared.change import Once
from chalicelib.shared.plain import Plain
from chalicelib.shared.sealing import sha256
from chalicelib.shared.settings import stage
from chalicelib.shared.validation import read_body, read_query

if TYPE_CHECKING:
    from chalicelib.shared.route_spec import RouteSpec

Authenticate = Callable[[str], Caller]
_KEY_LENGTH = 128


class Call(Plain):
    """One request, checked: who calls, the validated body and query, and the scope of its idempotency key.

    `accept` and `if_none_match` are the headers as sent; `base_url` is where API Gateway says that it was reached.
    """

    caller: Caller
    request_id: str
    source_ip: str
    body: Any = None
    query: Any = None
    once: Once | None = None
    if_match: int | None = None
    accept: str = ""
    if_none_match: str = ""
    base_url: str = ""

    def prefers(self, media_type: str) -> bool:
        """Whether the caller asks for that media type before JSON: named, and not after it."""
        wanted = [part.partition(";")[0].strip().lower() for part in self.accept.split(",")]
        if media_type not in wanted:
            return False
        return "application/json" not in wanted or wanted.index(media_type) < wanted.index("application/json")


def caller_of(spec: RouteSpec, request: Any, authenticate: Authenticate | None) -> Caller:
    """Who calls. Raises NotFound in another stage, Unauthenticated."""
    if spec.access.stage and spec.access.stage != stage():
        raise errors.NotFound("not_found")
    caller = _identified(spec, request, authenticate)
    caller.reach, caller.reach_checked = spec.access.reach, False
    return caller


def _identified(spec: RouteSpec, request: Any, authenticate: Authenticate | None) -> Caller:
    header = request.headers.get("authorization")
    if not header or (spec.access.public and not spec.access.known):
        return Caller(kind="public")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or authenticate is None:
        raise errors.Unauthenticated("token_invalid")
    return authenticate(token.strip())


def call_of(spec: RouteSpec, request: Any, caller: Caller, request_id: str) -> Call:
    """The request, read as the route declares. Raises Malformed, Invalid and what else a request can be refused for."""
    call = Call(caller, request_id, request.context.get("identity", {}).get("sourceIp", ""))
    call.accept = request.headers.get("accept", "")
    call.if_none_match = request.headers.get("if-none-match", "")
    call.base_url = _base_url(request)
    raw = _raw(request) if spec.method in ("POST", "PUT") else b""
    if spec.idempotent:
        call.once = _once(spec, request, caller, raw)
    if spec.if_match:
        call.if_match = _if_match(request)
    if spec.body:
        nothing = spec.body_optional and not raw
        value = {} if nothing else parse_body(raw, request.headers.get("content-type", ""))
        call.body = read_body(spec.domain, spec.body, value)
    if spec.query or request.query_params:
        call.query = read_query(spec.domain, spec.query, _multi(request))
    return call


def _base_url(request: Any) -> str:
    """The API's own address as API Gateway tells it, which serves no domain but its own: no header is believed.

    The local city has no such gateway: there the header counts that its front door writes.
    """
    if domain := request.context.get("domainName"):
        return f"https://{domain}{request.context.get('path', '').partition('/v1/')[0]}"
    if stage() != "local":
        return ""
    return f"http://{request.headers.get('x-forwarded-host') or 'localhost'}"


def _raw(request: Any) -> bytes:
    try:
        raw: bytes = request.raw_body or b""
    except UnicodeEncodeError as bad:
        raise errors.Malformed("body_not_utf8") from bad
    return raw


def _multi(request: Any) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params or ()}


def _once(spec: RouteSpec, request: Any, caller: Caller, raw: bytes) -> Once:
    key = request.headers.get("idempotency-key")
    if key is None:
        raise errors.Malformed("idempotency_key_required")
    if not (1 <= len(key) <= _KEY_LENGTH and key.isascii() and key.isprintable() and " " not in key):
        raise errors.Malformed("idempotency_key_invalid")
    ids = " ".join(f"{name}={value}" for name, value in sorted((request.uri_params or {}).items()))
    return Once(f"{caller.kind}:{caller.id}", f"{spec.method} {spec.path} {ids}", key, sha256(raw))


def _if_match(request: Any) -> int:
    header = request.headers.get("if-match")
    if header is None:
        raise errors.PreconditionRequired("if_match_required")
    version = header.strip().removeprefix("W/").strip('"')
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise errors.Malformed("if_match_invalid")
    return int(version)

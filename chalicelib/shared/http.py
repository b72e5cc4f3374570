"""Routes: what a view declares, and everything that happens around a view.

The only module that knows HTTP statuses. A view is `view(call, **path_parameters) -> dict`; whoever may not call
it, whatever cannot be read and whatever a service refuses is answered here as a problem document.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalice.app import Blueprint, Response

from chalicelib.shared import errors
from chalicelib.shared.access import PUBLIC, Access, Caller, Reach, check
from chalicelib.shared.incoming import Authenticate, Call, call_of, caller_of
from chalicelib.shared.logging import logger
from chalicelib.shared.problem import MEDIA_TYPE, problem
from chalicelib.shared.route_spec import RouteSpec

__all__ = ["Call", "Reply", "RouteSpec", "Routes", "Text", "answer", "refusal", "unless_seen", "use_authenticator"]
STATUS: dict[type[errors.ServiceError], int] = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.MethodNotAllowed: 405,
    errors.RuleViolation: 409,
    errors.Stale: 412,
    errors.TooLarge: 413,
    errors.UnsupportedMediaType: 415,
    errors.Invalid: 422,
    errors.PreconditionRequired: 428,
    errors.Throttled: 429,
    errors.UpstreamUnavailable: 503,
}
_JSON = "application/json; charset=utf-8"
_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Text(NamedTuple):
    """A body that is no JSON: a page, a picture."""

    media_type: str
    text: str


class Reply(NamedTuple):
    """An answer that is more than a body: None is 204; `headers` add to the usual ones."""

    body: dict[str, Any] | Text | None
    headers: Mapping[str, str] = {}
    status: int | None = None


def unless_seen(call: Call, tag: str, body: Text, headers: Mapping[str, str]) -> Reply:
    """Answer with `body` under the ETag `tag` (quoted); with nothing (304) to whoever holds it already."""
    seen = {one.strip().removeprefix("W/") for one in call.if_none_match.split(",")}
    tagged = {**headers, "ETag": tag}
    return Reply(None, tagged, 304) if seen & {tag, "*"} else Reply(body, tagged)


View = Callable[..., Any]
Headers = dict[str, str | list[str]]
_authenticate: Authenticate | None = None


def use_authenticator(authenticate: Authenticate) -> None:
    """Say how a bearer token becomes a caller. The entry point does this once."""
    global _authenticate  # noqa: PLW0603 - the composition root's one knot
    _authenticate = authenticate


class Routes:
    """The routes of one domain, as a Chalice blueprint and as data."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self.blueprint = Blueprint(f"chalicelib.{domain}.routes")
        self.specs: list[RouteSpec] = []

    def get(self, path: str, access: Access, **declared: Any) -> Callable[[View], View]:
        """Declare a GET. `query` and `answer` name models."""
        return self._route("GET", path, access, declared)

    def post(self, path: str, access: Access, *, idempotent: bool = True, **declared: Any) -> Callable[[View], View]:
        """Declare a POST; it answers 201 and needs an Idempotency-Key unless declared otherwise."""
        return self._route("POST", path, access, {"status": 201, "idempotent": idempotent, **declared})

    def put(self, path: str, access: Access, **declared: Any) -> Callable[[View], View]:
        """Declare a PUT. `if_match=True` where a person edits."""
        return self._route("PUT", path, access, declared)

    def delete(self, path: str, access: Access, **declared: Any) -> Callable[[View], View]:
        """Declare a DELETE: 204."""
        return self._route("DELETE", path, access, {"status": 204, **declared})

    def _route(self, method: str, path: str, access: Access, declared: dict[str, Any]) -> Callable[[View], View]:
        full = path if path.startswith("/.well-known") else "/v1" + path

        def register(view: View) -> View:
            summary = (view.__doc__ or "").strip().partition("\n")[0]
            spec = RouteSpec(method, full, access, self.domain, summary, **declared)
            self.specs.append(spec)
            serve = self._serving(spec, view)
            self.blueprint.route(full, methods=[method], name=view.__name__, content_types=["*/*"])(serve)
            return view

        return register

    def _serving(self, spec: RouteSpec, view: View) -> View:
        def serve(**path_parameters: str) -> Response:
            return answer(spec, view, self.blueprint.current_request, path_parameters)

        serve.__name__ = view.__name__
        return serve


def answer(spec: RouteSpec, view: View, request: Any, path_parameters: dict[str, str]) -> Response:
    """Serve one request of a known route and log its one line."""
    began = time.perf_counter()
    request_id = request.context.get("requestId") or ""
    outcome = "ok"
    caller = PUBLIC
    try:
        try:
            caller = caller_of(spec, request, _authenticate)
            check(spec.access, caller)
            call = call_of(spec, request, caller, request_id)
            response = _shaped(spec, view(call, **path_parameters))
            _require_reach_checked(spec, caller)
        except errors.ServiceError as refused:
            outcome = refused.code
            response = refusal(refused, request_id, spec.domain)
    except Exception as failed:
        told = _told(failed)
        outcome = told.code
        logger.exception("unexpected", extra={"route": spec.path, "request_id": request_id})
        response = refusal(told, request_id, None)
    logger.info(
        "request",
        extra={
            "method": spec.method,
            "route": spec.path,
            "status": response.status_code,
            "outcome": outcome,
            "caller": caller.kind,
            "request_id": request_id,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        },
    )
    return response


def _told(failed: Exception) -> errors.ServiceError:
    """What the caller hears of a failure that nobody foresaw."""
    from chalicelib.shared.outages import outage

    return outage(failed) or errors.ServiceError("internal_error")


def refusal(refused: errors.ServiceError, request_id: str, domain: str | None) -> Response:
    """The problem document of a refusal, as a response."""
    status = STATUS.get(type(refused), 500)
    document = problem(refused, status, request_id, domain)
    headers: Headers = {**_PRIVATE, "Content-Type": MEDIA_TYPE}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(refused, errors.MethodNotAllowed):
        headers["Allow"] = str(refused.params["allowed"])
    if isinstance(refused, errors.Throttled | errors.UpstreamUnavailable):
        headers["Retry-After"] = str(refused.params.get("retry_after", 1))
    return Response(json.dumps(document, ensure_ascii=False), headers=headers, status_code=status)


def _shaped(spec: RouteSpec, result: dict[str, Any] | Reply | None) -> Response:
    reply = result if isinstance(result, Reply) else Reply(result)
    headers: Headers = {**_PRIVATE, **reply.headers}
    if reply.body is None:
        return Response("", headers=headers, status_code=reply.status or 204)
    if isinstance(reply.body, Text):
        headers["Content-Type"] = f"{reply.body.media_type}; charset=utf-8"
        return Response(reply.body.text, headers=headers, status_code=reply.status or spec.status)
    if spec.method in ("GET", "PUT") and isinstance(version := reply.body.get("version"), int):
        headers.setdefault("ETag", f'"{version}"')
    headers["Content-Type"] = _JSON
    text = json.dumps(reply.body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, headers=headers, status_code=reply.status or spec.status)


def _require_reach_checked(spec: RouteSpec, caller: Caller) -> None:
    """A route that declares a reach and never checks it must not answer."""
    if spec.access.reach is not Reach.ANY and not caller.reach_checked:
        raise RuntimeError(f"{spec.method} {spec.path} declares {spec.access.reach} and checked nothing")

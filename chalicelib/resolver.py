"""From a path to a route: what API Gateway's resources would do, against Chalice's own route table.

The deployed API has one `/{proxy+}` resource, so that routes cost no gateway resources and never move its id.
"""

from __future__ import annotations

import importlib
from typing import Any
from urllib.parse import unquote

from chalice.app import Chalice

from chalicelib.domains import module_of, modules
from chalicelib.shared.errors import MethodNotAllowed, NotFound, ServiceError
from chalicelib.shared.http import refusal
from chalicelib.shared.logging import logger

_LONGEST_PARAMETER = 128  # characters; no id or code is longer, and a table refuses keys of 2 KB


class Entry:
    """The Lambda handler: resolves, loads the module on its first request, and calls the Chalice app."""

    def __init__(self, app: Chalice) -> None:
        self._app = app
        self._loaded: set[str] = set()
        self._patterns: dict[int, list[tuple[tuple[str, ...], str]]] = {}

    def load(self, module: str) -> None:
        """Register the module's blueprint, once."""
        if module in self._loaded:
            return
        routes = importlib.import_module(f"chalicelib.{module}").routes
        self._app.register_blueprint(routes.blueprint)
        self._loaded.add(module)
        for spec in routes.specs:
            segments = tuple(spec.path.split("/"))
            known = self._patterns.setdefault(len(segments), [])
            if (segments, spec.path) not in known:
                known.append((segments, spec.path))
                known.sort(key=lambda entry: sum(part.startswith("{") for part in entry[0]))

    def load_all(self) -> None:
        """Register every route, to see that all can be."""
        for module in modules():
            self.load(module)

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Answer one API Gateway proxy event."""
        try:
            self._resolve(event)
        except ServiceError as refused:
            return self._refused(refused, event)
        answer: dict[str, Any] = self._app(event, context)
        return answer

    def _resolve(self, event: dict[str, Any]) -> None:
        path: str = event["path"]
        if (module := module_of(path)) is None:
            raise NotFound("not_found")
        self.load(module)
        pattern, parameters = self._match(path)
        methods = self._app.routes[pattern]
        if event["httpMethod"] not in methods:
            raise MethodNotAllowed("method_not_allowed", method=event["httpMethod"], allowed=", ".join(sorted(methods)))
        event["requestContext"]["resourcePath"] = pattern
        event["requestContext"]["httpMethod"] = event["httpMethod"]
        event["pathParameters"] = parameters

    def _match(self, path: str) -> tuple[str, dict[str, str]]:
        segments = path.split("/")
        for names_, pattern in self._patterns.get(len(segments), ()):
            parameters = _bound(names_, segments)
            if parameters is not None:
                return pattern, parameters
        raise NotFound("not_found")

    @staticmethod
    def _refused(refused: ServiceError, event: dict[str, Any]) -> dict[str, Any]:
        request_id = event["requestContext"].get("requestId", "")
        response = refusal(refused, request_id, None)
        logger.info(
            "request",
            extra={"route": None, "status": response.status_code, "outcome": refused.code, "request_id": request_id},
        )
        return {
            "statusCode": response.status_code,
            "headers": response.headers,
            "body": response.body,
            "isBase64Encoded": False,
        }


def _bound(names_: tuple[str, ...], segments: list[str]) -> dict[str, str] | None:
    """The path parameters if the segments fit, percent-decoded once; what can be no id fits nothing."""
    parameters: dict[str, str] = {}
    for name, segment in zip(names_, segments, strict=True):
        if not name.startswith("{"):
            if name != segment:
                return None
            continue
        try:
            value = unquote(segment, errors="strict")
        except UnicodeDecodeError:
            return None
        if not 1 <= len(value) <= _LONGEST_PARAMETER or "/" in value or not value.isprintable():
            return None
        parameters[name[1:-1]] = value
    return parameters

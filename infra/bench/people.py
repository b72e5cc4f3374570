"""Requests as API Gateway hands them to the function, and people who send them to it in this process."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

Event = dict[str, Any]
Handler = Callable[[Event, Any], dict[str, Any]]

_BAD = 400
_AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) MicroMessenger/8.0.50 NetType/WIFI"
_HEADERS = {
    "accept": "application/json",
    "accept-encoding": "gzip, br",
    "accept-language": "zh-CN,zh;q=0.9",
    "host": "api.example.gov.cn",
    "user-agent": _AGENT,
    "x-amzn-trace-id": "Root=1-67403a2e-0123456789abcdef01234567",
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
}


class Refused(RuntimeError):
    """The application refused what the measurement asked; the message is its problem document."""


class Person:
    """Somebody at the API, with or without a session."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.token = ""
        self._refresh_token = ""

    def log_in(self, path: str, body: dict[str, Any]) -> None:
        """Take the tokens that `path` gives."""
        tokens = self.post(path, body)
        self.token, self._refresh_token = tokens["access_token"], tokens["refresh_token"]

    def refresh(self) -> None:
        """Exchange the refresh token."""
        self.log_in("/v1/sessions/refresh", {"refresh_token": self._refresh_token})

    def get(self, path: str, **query: str) -> Any:
        """Read."""
        return self.send("GET", path, None, {}, query)

    def post(self, path: str, body: Any = None) -> Any:
        """Act, under a key of its own."""
        return self.send("POST", path, body or {}, {"idempotency-key": str(uuid.uuid4())}, {})

    def put(self, path: str, body: Any, version: int) -> Any:
        """Edit the version that was read."""
        return self.send("PUT", path, body, {"if-match": f'"{version}"'}, {})

    def delete(self, path: str) -> None:
        """Remove."""
        self.send("DELETE", path, None, {}, {})

    def send(self, method: str, path: str, body: Any, headers: dict[str, str], query: dict[str, str]) -> Any:
        """One request. Raises Refused."""
        authorised = {"authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self._handler(event(method, path, body, {**authorised, **headers}, query), None)
        if answer["statusCode"] >= _BAD:
            raise Refused(f"{method} {path}: {answer['body']}")
        is_page = "json" not in str(answer["headers"].get("Content-Type", "json"))
        return answer["body"] if is_page else json.loads(answer["body"] or "null")


def event(method: str, path: str, body: Any, headers: dict[str, str], query: dict[str, str]) -> Event:
    """One proxy event of the deployed API."""
    sent = {**_HEADERS, **({} if body is None else {"content-type": "application/json"}), **headers}
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": {"proxy": path.lstrip("/")},
        "stageVariables": None,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3d4e5",
            "domainName": "api.example.gov.cn",
            "httpMethod": method,
            "identity": {"sourceIp": "192.0.2.1", "userAgent": _AGENT},
            "path": path,
            "protocol": "HTTP/1.1",
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "resourceId": "abc123",
            "resourcePath": "/{proxy+}",
            "stage": "api",
        },
        "body": None if body is None else json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }

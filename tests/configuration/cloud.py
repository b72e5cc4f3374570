"""The wiring on moto's tables, and the API served in process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest

from app import handler
from chalicelib import wiring
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.http import use_authenticator
from chalicelib.wiring import identity
from tests.builders import an_event


@contextmanager
def wired(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The wiring with a city secret of its own, on tables that are there already; and as it was afterwards."""
    key = boto3.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    monkeypatch.setenv("CITY_SECRET_KEY_ID", key["KeyMetadata"]["KeyId"])
    _forget_wiring()
    yield
    _forget_wiring()
    use_authenticator(lambda token: identity.identity_service().authenticate(token))


def _forget_wiring() -> None:
    loaded = [module for name, module in sys.modules.items() if name.startswith(wiring.__name__)]
    for factory in (factory for module in loaded for factory in vars(module).values()):
        if hasattr(factory, "cache_clear"):
            factory.cache_clear()


@dataclass(frozen=True)
class Answer:
    """What came back over the routes."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def etag(self) -> str:
        return self.headers["ETag"]


def _is_json(headers: dict[str, str]) -> bool:
    return "json" in headers.get("Content-Type", "json")


class Client:
    """Calls the API; a bearer token is the id of the person who calls."""

    def __init__(self, people: dict[str, Caller]) -> None:
        self._people = people
        self._keys = count(1)

    def __call__(self, method: str, path: str, body: Any = None, by: str | None = None, **headers: str) -> Answer:
        use_authenticator(self._authenticate)
        path, _, query = path.partition("?")
        said = {"idempotency-key": f"key-{next(self._keys)}", **({"authorization": f"Bearer {by}"} if by else {})}
        said |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        event = an_event(method, path, body, headers=said, query=parse_qs(query, keep_blank_values=True) or None)
        answered = handler(event, None)
        shown = answered.get("multiValueHeaders") or {}
        flat = {name: values[0] for name, values in shown.items()} | dict(answered.get("headers") or {})
        text = answered["body"] or "null"
        return Answer(answered["statusCode"], flat, json.loads(text) if _is_json(flat) else text)

    def _authenticate(self, token: str) -> Caller:
        if token not in self._people:
            raise Unauthenticated("token_invalid")
        return self._people[token]

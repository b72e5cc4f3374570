"""Tables in moto, and the routes of a domain served in process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import boto3
import pytest
from chalice.app import Chalice
from moto import mock_aws

from chalicelib import wiring
from chalicelib.resolver import Entry
from chalicelib.shared.access import Caller
from chalicelib.shared.act_table import ActItem
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.http import use_authenticator
from chalicelib.shared.idempotency import OnceItem
from chalicelib.shared.table import Item

REGION = "cn-north-1"


@contextmanager
def tables(monkeypatch: pytest.MonkeyPatch, items: Iterable[type[Item]]) -> Iterator[None]:
    """The tables of `items`, of acts and of answers, with a key for the city's secret."""
    for name, value in (("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        every: tuple[type[Item], ...] = (*items, ActItem, OnceItem)
        for item in every:
            item.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        key = boto3.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
        monkeypatch.setenv("CITY_SECRET_KEY_ID", key["KeyMetadata"]["KeyId"])
        _forget_wiring()
        yield
        _forget_wiring()


def _forget_wiring() -> None:
    for factory in vars(wiring).values():
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


@lru_cache
def _entry(domain: str) -> Entry:
    """A blueprint can be registered once in a process."""
    entry = Entry(Chalice(app_name="test", configure_logs=False))
    entry.load(domain)
    return entry


class Client:
    """Calls a domain's routes; a bearer token is the id of the person who calls."""

    def __init__(self, domain: str, people: dict[str, Caller]) -> None:
        self._entry = _entry(domain)
        self._people = people
        self._keys = count(1)

    def __call__(self, method: str, path: str, body: Any = None, by: str | None = None, **headers: str) -> Answer:
        use_authenticator(self._authenticate)
        path, _, query = path.partition("?")
        said = {"content-type": "application/json", "idempotency-key": f"key-{next(self._keys)}"}
        said |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        said |= {"authorization": f"Bearer {by}"} if by else {}
        pairs = dict(pair.split("=", 1) for pair in query.split("&")) if query else None
        event = {
            "path": path,
            "httpMethod": method,
            "headers": said,
            "multiValueQueryStringParameters": {name: [value] for name, value in pairs.items()} if pairs else None,
            "requestContext": {"requestId": "r-1", "identity": {"sourceIp": "127.0.0.1"}},
            "stageVariables": None,
            "isBase64Encoded": False,
            "body": json.dumps(body, ensure_ascii=False) if body is not None else None,
        }
        answered = self._entry(event, None)
        shown = answered.get("multiValueHeaders") or {}
        flat = {name: values[0] for name, values in shown.items()} | dict(answered.get("headers") or {})
        return Answer(answered["statusCode"], flat, json.loads(answered["body"]) if answered["body"] else None)

    def _authenticate(self, token: str) -> Caller:
        if token not in self._people:
            raise Unauthenticated("token_invalid")
        return self._people[token]

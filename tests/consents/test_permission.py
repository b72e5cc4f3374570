"""Who may see, give and withdraw consents: citizens, their own, at any level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.shared.access import Role
from tests.builders import a_citizen, a_clerk
from tests.configuration.cloud import Client, wired

CONSENTS = "/v1/me/consents"
GIVING = {"purpose": "prefill", "wording_version": 0}
ROUTES = [("GET", CONSENTS, None), ("POST", CONSENTS, GIVING), ("POST", f"{CONSENTS}/prefill/withdrawal", None)]


@pytest.fixture
def call(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    people = {f"level {level}": a_citizen(f"person-{level}", level=level) for level in range(5)}
    people["staff"] = a_clerk(*Role)
    with wired(monkeypatch):
        yield Client(people)


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("unknown", 401), ("staff", 403), ("level 0", 200), ("level 2", 200)]
)
def test_citizens_of_any_level_and_nobody_else(
    call: Client, method: str, path: str, body: Any, by: str | None, status: int
) -> None:
    expected = 201 if status == 200 and method == "POST" else status
    assert call(method, path, body, by).status == expected


def test_nobody_sees_or_changes_what_another_said(call: Client) -> None:
    assert call("POST", CONSENTS, GIVING, "level 1").body["state"] == "given"
    assert call("GET", CONSENTS, by="level 2").body["consents"][0]["state"] == "never"
    assert call("POST", f"{CONSENTS}/prefill/withdrawal", None, "level 2").body["state"] == "never"
    assert call("GET", CONSENTS, by="level 1").body["consents"][0]["state"] == "given"

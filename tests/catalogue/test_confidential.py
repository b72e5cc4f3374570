"""涉密事项: nothing that everybody may ask for says that there is one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.cases.adapters.catalogue import CatalogueItems
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.errors import NotFound
from chalicelib.wiring.catalogue import catalogue_service
from infra.openapi import specs
from tests.catalogue.samples import content
from tests.catalogue.test_reach import publish
from tests.catalogue.together import FIRST, SECOND, an_item
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE

NAME = "某涉密项目许可"
CITIZEN = Caller("citizen", "P-1", level=4)
CLERK = Caller("staff", "C-1", posts=(Post(frozenset({Role.CLERK}), ("77",), ("*",)),), channel="window")
SECRET: dict[str, Any] = {"confidential": True, "name": NAME, "aliases": [NAME + "别名"], "keywords": [NAME + "词"]}
FILE = "ab" * 32


def public_paths() -> list[tuple[str, str]]:
    """Every route of the catalogue that lets everybody in, asked for the item's code where it takes one."""
    found = [spec for spec in specs() if spec.domain == "catalogue" and spec.access.public]
    filled = {"item_code": FIRST, "division_code": "530100000000", "sha256": FILE}
    return [(spec.method, spec.path.format_map(filled)) for spec in found]


@pytest.fixture
def call(cloud: None) -> Client:
    return Client(PEOPLE | {CITIZEN.id: CITIZEN, CLERK.id: CLERK})


def said(call: Client, method: str, path: str) -> str:
    body: Any = {"answers": {}} if method == "POST" else None
    answer = call(method, path, body)
    assert answer.status < 500, (path, answer.body)
    return json.dumps(answer.body, ensure_ascii=False)


def named(call: Client, *queries: str) -> list[str]:
    asked = [(method, path + query) for method, path in public_paths() for query in ("", *queries)]
    return [path for method, path in asked if (text := said(call, method, path)) and (NAME in text or FIRST in text)]


def test_there_are_public_routes_to_ask() -> None:
    paths = [path for _, path in public_paths()]
    assert len(paths) > 5
    assert f"/v1/items/{FIRST}" in paths


def test_no_public_answer_names_a_confidential_item(call: Client) -> None:
    publish(call, an_item(SECOND))
    publish(call, an_item(FIRST, **SECRET))
    assert named(call, f"?query={NAME}", "?version=1") == []
    assert NAME not in json.dumps(call("GET", f"/v1/items/{SECOND}").body, ensure_ascii=False)


def test_becoming_confidential_takes_it_off_every_list_and_hides_its_earlier_versions(call: Client) -> None:
    publish(call, an_item(FIRST, name=NAME))
    assert NAME in said(call, "GET", "/v1/items")
    assert call("GET", f"/v1/items/{FIRST}?version=1").status == 200
    publish(call, an_item(FIRST, **SECRET))
    assert named(call, f"?query={NAME}", "?version=1") == []


def test_nor_does_its_handbook_show_them_to_other_staff(call: Client) -> None:
    publish(call, an_item(FIRST, name=NAME))
    assert call("GET", f"/v1/catalogue/items/{FIRST}/handbook?version=1", by="C-1").status == 200
    publish(call, an_item(FIRST, **SECRET))
    assert call("GET", f"/v1/catalogue/items/{FIRST}/handbook?version=1", by="C-1").status == 404


def test_a_case_keeps_its_version(call: Client) -> None:
    publish(call, an_item(FIRST, name=NAME))
    publish(call, an_item(FIRST, **SECRET))
    items = CatalogueItems(catalogue_service)
    assert items.terms(FIRST, 1).name == NAME
    for asked in (lambda: items.terms(FIRST), lambda: items.offered(FIRST, content()["divisions"][0])):
        with pytest.raises(NotFound, match="item_not_found"):
            asked()


def test_what_another_was_merged_into_is_named_no_more(call: Client) -> None:
    publish(call, an_item(SECOND))
    publish(call, an_item(FIRST))
    merged = {"kind": "merged", "document": "昆政发〔2026〕1号", "effective_on": "2026-01-01", "successor": SECOND}
    publish(call, an_item(FIRST, reform=merged))
    publish(call, an_item(SECOND, **SECRET))
    answer = call("GET", f"/v1/items/{FIRST}")
    assert (answer.status, answer.body["code"]) == (404, "item_ended")
    assert SECOND not in json.dumps(answer.body)


def test_it_cannot_be_applied_for(call: Client) -> None:
    publish(call, an_item(FIRST, **SECRET))
    absent = call("POST", "/v1/cases", {"item_code": SECOND, "division_code": content()["divisions"][0]}, "P-1")
    answer = call("POST", "/v1/cases", {"item_code": FIRST, "division_code": content()["divisions"][0]}, "P-1")
    assert (answer.status, answer.body["code"]) == (absent.status, absent.body["code"])
    assert NAME not in json.dumps(answer.body, ensure_ascii=False)


def test_its_keepers_see_it(call: Client) -> None:
    publish(call, an_item(FIRST, **SECRET))
    assert call("GET", f"/v1/catalogue/items/{FIRST}/versions/1", by="S-3").body["content"]["name"] == NAME

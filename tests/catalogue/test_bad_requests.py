"""Bad input over every route of the catalogue and of configuration, on real tables: told, and nothing stored."""

from __future__ import annotations

import json
import os
import re
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import app
from chalicelib.shared import http
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.http import RouteSpec
from infra.openapi import specs
from tests.builders import an_event
from tests.catalogue.samples import content
from tests.catalogue.test_bad_input import ANYTHING, places, replaced
from tests.catalogue.test_routes import publish
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE
from tests.conftest import ROOT

ANYBODY = Caller("staff", "S-0", posts=(Post(frozenset(Role), ("*",), ("*",)),), channel="window")
SPECS = [spec for spec in specs() if spec.domain in ("catalogue", "configuration") and spec.access.stage is None]
CODED = [spec for spec in SPECS if "{" in spec.path]
WITH_BODY = [spec for spec in SPECS if spec.body]
ASKED = [spec for spec in SPECS if spec.query]
CODE = content()["item_code"]
ODD = [
    "%00",
    "%0a",
    "%C2%85",
    "%E2%80%AE",
    "%ED%A0%80",
    "%ff",
    "%20",
    "%25",
    "%2e%2e",
    "%F0%9F%98%80",
    "SHELF",
    "a%23b",
]
CREDIT_CODES = ["1153010001510000X", "11530100015100001", "11530100015100001XX", "1153010001510000IO"]
KEPT = ("CATALOGUE_TABLE", "CONFIGURATION_TABLE", "ACTS_TABLE")
_keys = count()


@pytest.fixture
def _called_by_anybody(cloud: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item in force, and somebody who may do everything."""
    boto3.client("s3").create_bucket(Bucket="catalogue", CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    publish(Client(PEOPLE), content())
    monkeypatch.setattr(http, "_authenticate", lambda _: ANYBODY)


def named(spec: RouteSpec) -> str:
    return f"{spec.method} {spec.path}"


def send(
    spec: RouteSpec, given: str = CODE, body: Any = None, query: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    headers = {"authorization": "Bearer x", "idempotency-key": f"k{next(_keys)}", "if-match": '"0"'}
    path = re.sub(r"{(\w+)}", lambda found: "1" if found[1] == "number" else given, spec.path)
    return app.handler(an_event(spec.method, path, raw=json.dumps(body), headers=headers, query=query), None)


def judged(answer: dict[str, Any]) -> int:
    """The status; a refusal says what is wrong."""
    status: int = answer["statusCode"]
    assert status < 500, answer["body"]
    if status >= 400:
        problem = json.loads(answer["body"])
        assert problem["code"]
        assert problem["detail"]
        assert all(fault["code"] and fault["detail"] for fault in problem.get("errors", ()))
    return status


def stored() -> dict[str, Any]:
    """All that is kept, as tables hold it."""
    client = boto3.client("dynamodb")
    return {name: client.scan(TableName=os.environ[name])["Items"] for name in KEPT}


@pytest.mark.usefixtures("_called_by_anybody")
@pytest.mark.parametrize("spec", CODED, ids=named)
def test_codes_of_every_length_and_odd_ones(spec: RouteSpec) -> None:
    before = stored()
    codes = [*("1" * length for length in range(1, 81)), *ODD, *CREDIT_CODES, "A" * 5000, "%E4%B8%80" * 64]
    for code in codes:
        assert judged(send(spec, code, {})) in (200, 400, 404, 405, 409, 412, 413, 422), code
    assert stored() == before


def bodies(spec: RouteSpec) -> st.SearchStrategy[Any]:
    """Bodies that the route's schema allows, and such with something else in one place."""
    schema = json.loads((Path(ROOT) / f"chalicelib/{spec.domain}/schemas.json").read_text())[str(spec.body)]
    return allowed(schema, schema.get("$defs", {})).flatmap(_with_something_else)


def _with_something_else(body: Any) -> st.SearchStrategy[Any]:
    return st.just(body) | st.builds(replaced, st.just(body), st.sampled_from(places(body)), ANYTHING)


def allowed(schema: Any, defs: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """What a schema allows, as far as is needed here."""
    if "$ref" in schema:
        return allowed(defs[schema["$ref"].rpartition("/")[2]], defs, depth + 1)
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    kind = schema.get("type")
    kinds = [{**schema, "type": one} for one in kind] if isinstance(kind, list) else []
    if branches := schema.get("anyOf") or schema.get("oneOf") or kinds:
        return st.one_of([allowed(branch, defs, depth + 1) for branch in branches])
    return _of_kind(str(kind), schema, defs, depth)


def _of_kind(kind: str, schema: Any, defs: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    if kind == "object" and "properties" in schema:
        return _object(schema, defs, depth)
    if kind == "array":
        least = schema.get("minItems", 0)
        most = max(0 if depth > 5 else min(schema.get("maxItems", 2), 2), least)
        return st.lists(allowed(schema.get("items", {}), defs, depth + 1), min_size=least, max_size=most)
    numbers = st.integers(schema.get("minimum", -5), schema.get("maximum", 10_000))
    plain = {
        "boolean": st.booleans(),
        "null": st.none(),
        "string": _text(schema),
        "integer": numbers,
        "number": numbers,
    }
    return plain.get(kind, st.dictionaries(st.text(max_size=5), ANYTHING, max_size=2))


def _text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return (
            st.just(CODE) if re.fullmatch(schema["pattern"], CODE) else st.from_regex(schema["pattern"], fullmatch=True)
        )
    least = schema.get("minLength", 0)
    return st.text(min_size=least, max_size=least + 10) | st.sampled_from(
        ["=1+1", "\u202e", "e\u0301", "x" * max(1, least)]
    )


def _object(schema: dict[str, Any], defs: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    fields = {name: allowed(field, defs, depth + 1) for name, field in schema["properties"].items()}
    must = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: fields[name] for name in fields if name in must},
        optional={name: fields[name] for name in fields if name not in must},
    )


@pytest.mark.usefixtures("_called_by_anybody")
@pytest.mark.parametrize("spec", WITH_BODY, ids=named)
def test_bodies_that_are_almost_right(spec: RouteSpec) -> None:
    @settings(
        max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(bodies(spec))
    def all_are_judged(body: Any) -> None:
        before = stored()
        if judged(send(spec, CODE, body)) >= 400:
            assert stored() == before

    all_are_judged()


@pytest.mark.usefixtures("_called_by_anybody")
@pytest.mark.parametrize("spec", ASKED, ids=named)
def test_queries_of_anything(spec: RouteSpec) -> None:
    shape = json.loads((Path(ROOT) / f"chalicelib/{spec.domain}/schemas.json").read_text())[str(spec.query)]
    for name in shape["properties"]:
        for text in (
            "",
            " ",
            "x" * 51,
            "x" * 9000,
            "1" * 12,
            "-1",
            "999999",
            "\u0000",
            "\u202e",
            "\ud800",
            "é",
            "{}",
            "[",
            "MA",
            quote("汉字"),
        ):
            judged(send(spec, CODE, {}, {name: [text]}))
        judged(send(spec, CODE, {}, {name: ["1", "2"]}))

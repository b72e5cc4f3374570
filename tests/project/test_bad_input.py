"""Bad input on every route: a problem document with a 4xx that names what is wrong, and nothing is stored."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import app
from chalicelib.shared import http
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.body import MAX_BYTES, MAX_DEPTH
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.http import RouteSpec
from infra.openapi import specs
from tests.builders import an_event

SPECS = specs()
WITH_BODY = [spec for spec in SPECS if spec.body]
KEYED = [spec for spec in SPECS if spec.idempotent]
EDITED = [spec for spec in SPECS if spec.if_match]
GUARDED = [spec for spec in SPECS if not spec.access.public]
CITIZENS = [spec for spec in GUARDED if spec.access.citizens and spec.access.least_assurance_level]
STAFFED = [spec for spec in GUARDED if spec.access.roles]
DEEP = '{"a":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "}"

BODIES: list[tuple[str, str, int, str]] = [
    ("oversized", '{"a":"' + "a" * MAX_BYTES + '"}', 413, "body_too_large"),
    ("deep", DEEP, 400, "body_too_deep"),
    ("duplicate keys", '{"a":1,"a":2}', 400, "body_duplicate_key"),
    ("NaN", '{"a":NaN}', 400, "body_not_finite"),
    ("a huge integer", '{"a":' + "9" * 40 + "}", 400, "body_number_too_large"),
    ("no JSON", "not json", 400, "body_not_json"),
    ("empty", "", 400, "body_not_json"),
    ("a lone surrogate", '{"a":"\\ud800"}', 422, "body_invalid"),
    ("control characters", '{"a":"\\u0000"}', 422, "body_invalid"),
    ("a list", "[]", 422, "body_invalid"),
    ("a string", '"text"', 422, "body_invalid"),
    ("null", "null", 422, "body_invalid"),
    ("an unknown field", '{"no_such_field":1}', 422, "body_invalid"),
    ("a polluting field", '{"__proto__":{"a":1}}', 422, "body_invalid"),
]
CALLERS = {
    "citizen": Caller(kind="citizen", id="p", level=4),
    "newcomer": Caller(kind="citizen", id="p", level=0),
    "staff": Caller(kind="staff", id="s", posts=(Post(frozenset(Role), ("*",), ("*",)),)),
    "nobody's": Caller(kind="staff", id="s", posts=(Post(frozenset(), ("*",), ("*",)),)),
}


@pytest.fixture(autouse=True)
def _callers(monkeypatch: pytest.MonkeyPatch) -> None:
    def authenticate(token: str) -> Caller:
        if token not in CALLERS:
            raise Unauthenticated("token_invalid")
        return CALLERS[token]

    monkeypatch.setattr(http, "_authenticate", authenticate)


def name(spec: RouteSpec) -> str:
    return f"{spec.method} {spec.path}"


def send(spec: RouteSpec, raw: str | None = "{}", *, who: str | None = None, **headers: str) -> dict[str, Any]:
    who = who or ("citizen" if spec.access.citizens else "staff")
    path = re.sub(r"{\w+}", "x1", spec.path)
    sent = {"authorization": f"Bearer {who}", "idempotency_key": "k", "if_match": '"1"', **headers}
    kept = {header.replace("_", "-"): value for header, value in sent.items() if value}
    return app.handler(an_event(spec.method, path, raw=raw, headers=kept), None)


def refused(response: dict[str, Any]) -> tuple[int, str]:
    assert response["headers"]["Content-Type"].startswith("application/problem+json")
    problem = json.loads(response["body"])
    assert problem["title"]
    assert problem["detail"]
    assert all(fault["pointer"] is not None and fault["detail"] for fault in problem.get("errors", ()))
    return response["statusCode"], problem["code"]


BAD = [
    pytest.param(spec, *row[1:], id=f"{name(spec)}-{row[0]}")
    for spec in WITH_BODY
    for row in BODIES
    if spec.access.stage is None and (row[1] or not spec.body_optional)
]


@pytest.mark.parametrize(("spec", "raw", "status", "code"), BAD)
def test_a_bad_body_is_refused(spec: RouteSpec, raw: str, status: int, code: str) -> None:
    assert refused(send(spec, raw)) == (status, code)


@pytest.mark.parametrize("spec", [spec for spec in WITH_BODY if spec.access.stage is None], ids=name)
def test_another_content_type_is_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, content_type="text/xml")) == (415, "content_type_not_json")


@pytest.mark.parametrize("spec", KEYED, ids=name)
def test_a_missing_idempotency_key_is_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, idempotency_key="")) == (400, "idempotency_key_required")


@pytest.mark.parametrize("spec", EDITED, ids=name)
def test_an_edit_without_a_version_is_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, if_match="")) == (428, "if_match_required")


@pytest.mark.parametrize("spec", GUARDED, ids=name)
def test_nobody_and_forged_tokens_are_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, authorization="")) == (401, "sign_in_required")
    assert refused(send(spec, who="eyJhbGciOiJub25lIn0.e30.")) == (401, "token_invalid")


@pytest.mark.parametrize("spec", CITIZENS, ids=name)
def test_too_low_an_assurance_level_is_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, who="newcomer")) == (403, "assurance_level_too_low")


@pytest.mark.parametrize("spec", STAFFED, ids=name)
def test_staff_without_the_role_are_refused(spec: RouteSpec) -> None:
    assert refused(send(spec, who="nobody's")) == (403, "not_permitted")


@pytest.mark.parametrize("spec", [spec for spec in GUARDED if not spec.access.citizens], ids=name)
def test_citizens_are_refused_at_the_desk(spec: RouteSpec) -> None:
    assert refused(send(spec, who="citizen")) == (403, "not_permitted")


@pytest.mark.parametrize("spec", [spec for spec in SPECS if "{" in spec.path], ids=name)
@pytest.mark.parametrize("naughty", ["a%2Fb", "%00", "%ff", "%E2%80%AE", "..%2f..", "", "x" * 129, "%E4%B8%80" * 1000])
def test_a_path_that_cannot_be_an_id_is_not_found(spec: RouteSpec, naughty: str) -> None:
    path = re.sub(r"{\w+}", naughty, spec.path)
    response = app.handler(an_event(spec.method, path, raw="{}"), None)
    assert refused(response)[0] in (404, 405)


@pytest.mark.parametrize("spec", SPECS, ids=name)
def test_an_unknown_query_parameter_is_refused(spec: RouteSpec) -> None:
    local_only = spec.access.stage is not None
    path = re.sub(r"{\w+}", "x1", spec.path)
    who = "citizen" if spec.access.citizens else "staff"
    headers = {"authorization": f"Bearer {who}", "idempotency-key": "k", "if-match": '"1"'}
    event = an_event(spec.method, path, raw="{}", headers=headers, query={"no_such": ["1"]})
    assert refused(app.handler(event, None))[0] == (404 if local_only else 422)


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v1/nothing", "/v1/cases/", "//v1/health", "/v2/health", "/v1/health/"]
)
def test_an_unknown_path_is_a_problem_document(path: str) -> None:
    assert refused(app.handler(an_event("GET", path), None)) == (404, "not_found")


@pytest.mark.parametrize("method", ["PATCH", "HEAD", "OPTIONS", "TRACE", "DELETE"])
def test_an_unknown_method_is_a_problem_document_that_names_the_known(method: str) -> None:
    response = app.handler(an_event(method, "/v1/health"), None)
    assert refused(response) == (405, "method_not_allowed")
    assert response["headers"]["Allow"] == "GET"


def test_a_body_that_the_gateway_decoded_badly_is_refused() -> None:
    spec = next(spec for spec in SPECS if spec.path == "/v1/status-lookups")
    assert refused(send(spec, '{"number":"\ud800"}'))[0] == 400

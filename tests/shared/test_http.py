"""What happens around every view, on routes made for the purpose."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from chalice.app import Chalice

from chalicelib.shared import http, validation
from chalicelib.shared.access import Access, Caller, Reach, Role
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation, Unauthenticated
from chalicelib.shared.http import Call, Reply, Routes, Text
from chalicelib.shared.schema import Model, Query, ShortText
from infra.request_schemas import request_schema
from tests.builders import a_citizen, a_clerk, an_event

Serve = Callable[..., dict[str, Any]]
KEY = {"idempotency-key": "k1"}


class Words(Model):
    name: ShortText
    n: int = 0


class Filter(Query):
    limit: int = 20


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Send an event to a small app; `Authorization: Bearer <name>` logs in whom the table names."""
    people = {"low": a_citizen(level=1), "zhang": a_citizen(), "clerk": a_clerk(), "examiner": a_clerk(Role.EXAMINER)}

    def authenticate(token: str) -> Caller:
        if token not in people:
            raise Unauthenticated("token_invalid")
        return people[token]

    monkeypatch.setattr(http, "_authenticate", authenticate)
    models = {model.__name__: request_schema(model) for model in (Words, Filter)}
    monkeypatch.setattr(validation, "schemas_of", lambda _domain: models)
    app = Chalice("test", configure_logs=False)
    app.register_blueprint(_routes().blueprint)

    def send(method: str, path: str, *args: Any, who: str | None = None, **kwargs: Any) -> dict[str, Any]:
        headers = {**({"authorization": f"Bearer {who}"} if who else {}), **kwargs.pop("headers", {})}
        context = {**kwargs.pop("context", {}), "resourcePath": path}
        event = an_event(method, path, *args, headers=headers, **kwargs)
        event["requestContext"] |= context
        return app(event, None)

    return send


def _routes() -> Routes:
    routes = Routes("test_http")

    @routes.get("/open", Access(public=True), query="Filter")
    def read_open(call: Call) -> dict[str, Any]:
        return {"limit": call.query.limit, "version": 3}

    @routes.post("/things", Access(citizens=True, least_assurance_level=2), body="Words")
    def make(call: Call) -> dict[str, Any]:
        return {"name": call.body.name, "key": call.once.key if call.once else None}

    @routes.put("/things", Access(roles=frozenset({Role.CLERK})), body="Words", if_match=True)
    def edit(call: Call) -> dict[str, Any]:
        return {"expected": call.if_match}

    @routes.get("/unchecked", Access(citizens=True, reach=Reach.OWN))
    def forgetful(_call: Call) -> dict[str, Any]:
        return {"leaked": True}

    @routes.get("/own", Access(citizens=True, reach=Reach.OWN))
    def own(call: Call) -> dict[str, Any]:
        call.caller.require_reach("not_found", owner="person-zhang")
        return {"fine": True}

    @routes.get("/broken", Access(public=True))
    def broken(_call: Call) -> dict[str, Any]:
        raise ZeroDivisionError("张三 11010519491231002X")

    @routes.get("/refused-elsewhere", Access(public=True))
    def refused_elsewhere(_call: Call) -> dict[str, Any]:
        raise Invalid("decision_inputs_invalid", faults=[Fault("/a", "decision_input_missing")])

    @routes.get("/unworded", Access(public=True))
    def unworded(_call: Call) -> dict[str, Any]:
        raise RuleViolation("never_worded")

    @routes.get("/refused", Access(public=True))
    def refused(_call: Call) -> dict[str, Any]:
        raise RuleViolation("changed_meanwhile")

    @routes.delete("/things", Access(public=True))
    def remove(_call: Call) -> Reply:
        return Reply(None)

    @routes.get("/local-only", Access(public=True, stage="local"))
    def local_only(_call: Call) -> dict[str, Any]:
        return {}

    @routes.get("/greeting", Access(public=True, known=True))
    def greet(call: Call) -> dict[str, Any]:
        return {"kind": call.caller.kind}

    @routes.get("/page", Access(public=True), media=("text/html",))
    def page(call: Call) -> Reply:
        told = {"base_url": call.base_url, "if_none_match": call.if_none_match}
        return Reply(Text("text/html", "<p>办事</p>") if call.prefers("text/html") else told, {"X-Own": "1"})

    @routes.get("/nobody", Access())
    def nobody(_call: Call) -> dict[str, Any]:
        raise NotFound("not_found")

    return routes


def body_of(response: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response["body"])
    return found


def test_an_answer_is_utf8_json_with_its_version_as_etag_and_not_cached(serve: Serve) -> None:
    response = serve("GET", "/v1/open", query={"limit": ["5"]})
    assert (response["statusCode"], body_of(response)) == (200, {"limit": 5, "version": 3})
    assert response["headers"]["ETag"] == '"3"'
    assert response["headers"]["Cache-Control"] == "no-store"
    assert response["headers"]["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(("who", "kind"), [(None, "public"), ("zhang", "citizen"), ("clerk", "staff")])
def test_a_route_for_everybody_may_know_who_calls(serve: Serve, who: str | None, kind: str) -> None:
    assert body_of(serve("GET", "/v1/greeting", who=who)) == {"kind": kind}


def test_a_wrong_token_is_refused_where_it_counts_and_ignored_where_it_does_not(serve: Serve) -> None:
    response = serve("GET", "/v1/greeting", who="nobody")
    assert (response["statusCode"], body_of(response)["code"]) == (401, "token_invalid")
    assert serve("GET", "/v1/open", who="nobody")["statusCode"] == 200


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("application/json, text/html", False),
        ("text/html;q=0.9, application/json;q=0.1", True),
        ("*/*", False),
        ("", False),
        ("text/htmlx", False),
    ],
)
def test_a_page_is_given_to_who_asks_for_one(serve: Serve, accept: str, page: bool) -> None:
    response = serve("GET", "/v1/page", headers={"accept": accept, "if-none-match": '"1"'})
    assert response["headers"]["Content-Type"] == ("text/html" if page else "application/json") + "; charset=utf-8"
    assert (response["body"] == "<p>办事</p>") == page
    assert (response["headers"]["X-Own"], response["headers"]["X-Content-Type-Options"]) == ("1", "nosniff")
    assert page or body_of(response)["if_none_match"] == '"1"'


@pytest.mark.parametrize(
    ("stage", "context", "told"),
    [
        ("production", {"domainName": "api.example.gov.cn", "path": "/v1/page"}, "https://api.example.gov.cn"),
        ("production", {"domainName": "x.execute-api.cn", "path": "/api/v1/page"}, "https://x.execute-api.cn/api"),
        ("production", {}, ""),
        ("local", {}, "http://127.0.0.1:8080"),
    ],
)
def test_only_the_gateway_says_where_it_was_reached(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, stage: str, context: dict[str, str], told: str
) -> None:
    """Whoever calls may write any host into a header; the local front door replaces what they wrote."""
    monkeypatch.setenv("STAGE", stage)
    headers = {"host": "evil.example", "x-forwarded-host": "127.0.0.1:8080"}
    assert body_of(serve("GET", "/v1/page", headers=headers, context=context))["base_url"] == told


def test_no_content_is_204_without_body(serve: Serve) -> None:
    response = serve("DELETE", "/v1/things")
    assert (response["statusCode"], response["body"]) == (204, "")


GOOD = {"name": "甲"}
TABLE: list[tuple[str, tuple[Any, ...], dict[str, Any], int, str]] = [
    ("nobody signed in", ("POST", "/v1/things", GOOD), {"headers": KEY}, 401, "sign_in_required"),
    ("an unknown token", ("POST", "/v1/things", GOOD), {"who": "mallory"}, 401, "token_invalid"),
    ("another scheme", ("GET", "/v1/own"), {"headers": {"authorization": "Basic eA=="}}, 401, "token_invalid"),
    ("too low a level", ("POST", "/v1/things", GOOD), {"who": "low"}, 403, "assurance_level_too_low"),
    ("staff where citizens go", ("POST", "/v1/things", GOOD), {"who": "clerk"}, 403, "not_permitted"),
    ("another role", ("PUT", "/v1/things", GOOD), {"who": "examiner"}, 403, "not_permitted"),
    ("a citizen where staff go", ("PUT", "/v1/things", GOOD), {"who": "zhang"}, 403, "not_permitted"),
    ("no declaration at all", ("GET", "/v1/nobody"), {"who": "clerk"}, 403, "not_permitted"),
    ("no key", ("POST", "/v1/things", GOOD), {"who": "zhang"}, 400, "idempotency_key_required"),
    ("an empty key", ("POST", "/v1/things", GOOD), {"who": "zhang", "headers": {"idempotency-key": ""}}, 400,
     "idempotency_key_invalid"),
    ("a long key", ("POST", "/v1/things", GOOD), {"who": "zhang", "headers": {"idempotency-key": "k" * 129}}, 400,
     "idempotency_key_invalid"),
    ("a Chinese key", ("POST", "/v1/things", GOOD), {"who": "zhang", "headers": {"idempotency-key": "编号"}}, 400,
     "idempotency_key_invalid"),
    ("no If-Match", ("PUT", "/v1/things", GOOD), {"who": "clerk"}, 428, "if_match_required"),
    ("a bad If-Match", ("PUT", "/v1/things", GOOD), {"who": "clerk", "headers": {"if-match": "x"}}, 400,
     "if_match_invalid"),
    ("an unknown query parameter", ("GET", "/v1/open"), {"query": {"x": ["1"]}}, 422, "query_invalid"),
    ("a repeated one", ("GET", "/v1/open"), {"query": {"limit": ["1", "2"]}}, 400, "query_repeated"),
    ("one of the wrong type", ("GET", "/v1/open"), {"query": {"limit": ["many"]}}, 422, "query_invalid"),
    ("a route of another stage", ("GET", "/v1/local-only"), {}, 404, "not_found"),
    ("what another domain's service refuses", ("GET", "/v1/refused-elsewhere"), {}, 422, "decision_inputs_invalid"),
    ("what nobody worded", ("GET", "/v1/unworded"), {}, 500, "internal_error"),
    ("what a service refuses", ("GET", "/v1/refused"), {}, 409, "changed_meanwhile"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "options", "status", "code"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_it_is_refused_with_a_problem_document(
    serve: Serve, request_: tuple[Any, ...], options: dict[str, Any], status: int, code: str
) -> None:
    response = serve(*request_, **options)
    problem = body_of(response)
    assert (response["statusCode"], problem["code"]) == (status, code)
    assert problem["status"] == status
    assert problem["request_id"] == "request-1"
    assert response["headers"]["Content-Type"].startswith("application/problem+json")
    assert problem["title"]
    assert "{" not in problem["detail"]


def test_all_faults_are_named_at_once(serve: Serve) -> None:
    response = serve("POST", "/v1/things", {"n": "1", "a/b": 2}, who="zhang", headers=KEY)
    assert response["statusCode"] == 422
    assert {(fault["pointer"], fault["code"]) for fault in body_of(response)["errors"]} == {
        ("/name", "required"),
        ("/n", "wrong_type"),
        ("/a~1b", "unknown_field"),
    }


def test_a_route_that_declares_a_reach_and_forgets_to_check_it_does_not_answer(serve: Serve) -> None:
    response = serve("GET", "/v1/unchecked", who="zhang")
    assert response["statusCode"] == 500
    assert "leaked" not in response["body"]


def test_what_is_ones_own_is_answered(serve: Serve) -> None:
    assert serve("GET", "/v1/own", who="zhang")["statusCode"] == 200


@pytest.mark.parametrize(("who", "kind"), [("zhang", "citizen"), ("", "public")])
def test_the_line_of_a_refusal_says_what_kind_of_caller_it_was(
    serve: Serve, capsys: pytest.CaptureFixture[str], who: str, kind: str
) -> None:
    assert serve("PUT", "/v1/things", {"name": "x"}, who=who)["statusCode"] in (401, 403)
    (line,) = (json.loads(line) for line in capsys.readouterr().out.splitlines() if '"request"' in line)
    assert line["caller"] == kind


def test_a_fault_of_ours_tells_nothing_but_its_request_id(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    response = serve("GET", "/v1/broken")
    assert (response["statusCode"], body_of(response)["code"]) == (500, "internal_error")
    assert "张三" not in response["body"]
    assert "ZeroDivision" not in response["body"]
    logged = capsys.readouterr().out
    assert "ZeroDivisionError" in logged
    assert "张三" not in logged
    assert "1101" not in logged

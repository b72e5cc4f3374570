"""Raw requests through the front door and the gateway: whatever the bytes, the answer is a problem document."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from infra.local.story import residence_permit
from tests.city import City
from tests.journeys.driving import DIVISION, PERMIT, Person, refused

pytestmark = pytest.mark.deployed

LOOKUP = "/v1/status-lookups"
PUBLIC = b'{"number":"ABCDEFGH","proof":"123456"}'
Answer = tuple[int, http.client.HTTPMessage, bytes]


def line(method: str, path: str, *headers: str) -> bytes:
    """A request's head, spelled as it goes over the wire (Latin-1)."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]).encode(
        "latin-1"
    )


def get(path: str, *headers: str) -> bytes:
    return line("GET", path, *headers)


def post(body: bytes, *headers: str, path: str = LOOKUP) -> bytes:
    return line("POST", path, f"Content-Length: {len(body)}", *headers) + body


def posted_json(body: bytes, *headers: str) -> bytes:
    return post(body, "Content-Type: application/json", *headers)


def exchange(city: City, request: bytes) -> Answer:
    """Send the bytes, read one answer."""
    address = urlsplit(city.base_url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection, method=request.split(b" ", 1)[0].decode("latin-1"))
        answer.begin()
        return answer.status, answer.headers, answer.read()


BAD: dict[str, tuple[bytes, set[int]]] = {
    "a body that is not UTF-8": (posted_json(b'{"number":"\xff\xfe"}'), {400}),
    "a body in UTF-16": (posted_json(PUBLIC.decode().encode("utf-16")), {400}),
    "a body with a byte order mark": (posted_json(b"\xef\xbb\xbf" + PUBLIC), {400}),
    "an overlong encoding": (posted_json(b'{"number":"\xc0\xaf"}'), {400}),
    "an encoded surrogate": (posted_json(b'{"number":"\xed\xa0\x80"}'), {400}),
    "a NUL byte": (posted_json(b'{"number":"\x00"}'), {400}),
    "300 KB": (posted_json(b'"' + b"a" * 300 * 1024 + b'"'), {413}),
    "more than the gateway takes": (posted_json(b'"' + b"a" * 10 * 1024 * 1024 + b'"'), {413}),
    "deep JSON": (posted_json(b"[" * 100_000), {400}),
    "deep and closed": (posted_json(b'{"a":' * 40 + b"1" + b"}" * 40), {400}),
    "a compressed body": (posted_json(gzip.compress(PUBLIC), "Content-Encoding: gzip"), {400, 415}),
    "a compressed body that does not say so": (posted_json(gzip.compress(PUBLIC)), {400}),
    "a compression that is not there": (posted_json(b'{"number":1}', "Content-Encoding: gzip"), {400, 415, 422}),
    "no content type": (post(PUBLIC), {415}),
    "two content types": (post(PUBLIC, "Content-Type: application/json, text/xml"), {415}),
    "a content type beyond ASCII": (post(PUBLIC, "Content-Type: application/js\xf6n"), {415}),
    "a form": (post(b"number=1", "Content-Type: application/x-www-form-urlencoded"), {415}),
    "no body": (post(b"", "Content-Type: application/json"), {400}),
    "an empty length": (line("POST", LOOKUP, "Content-Length:"), {400}),
    "a negative length": (line("POST", LOOKUP, "Content-Length: -5"), {400}),
    "two lengths": (line("POST", LOOKUP, "Content-Length: 1", "Content-Length: 2"), {400}),
    "a length and chunks": (
        line("POST", LOOKUP, "Content-Length: 3", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
        {400},
    ),
    "broken chunks": (line("POST", LOOKUP, "Transfer-Encoding: chunked") + b"zz\r\n", {400}),
    "an unknown expectation": (posted_json(b"{}", "Expect: the unexpected"), {417, 422}),
    "a path that is not UTF-8": (get("/v1/cases/\xff\xfe"), {400}),
    "a path that is not UTF-8, encoded": (get("/v1/items/%ff%fe"), {404}),
    "a query that is not UTF-8": (get("/v1/items?query=\xff"), {400}),
    "a control character in the path": (get("/v1/items/\x01"), {400}),
    "an encoded slash": (get("/v1/items/a%2Fb"), {404}),
    "an encoded NUL": (get("/v1/items/%00"), {404}),
    "an encoded line break": (get("/v1/items/a%0d%0ab"), {404}),
    "a path encoded twice": (get("/v1/items/%252e%252e%252fcases"), {404}),
    "a half encoding": (get("/v1/items/%e4%b8"), {404}),
    "no encoding at all": (get("/v1/items/%zz"), {404}),
    "a path upwards": (get("/v1/items/../cases"), {404}),
    "a path out of the house": (get("/v1/../../etc/passwd"), {404}),
    "a path parameter of the old kind": (get("/v1/items;x=1"), {404}),
    "a backslash": (get("/v1\\items"), {404}),
    "a doubled slash": (get("//v1/items"), {404}),
    "an address instead of a path": (get("http://elsewhere.example/v1/health"), {404}),
    "a very long path": (get("/v1/items/" + "a" * 7000), {404}),
    "a path of many parts": (get("/v1" + "/a" * 500), {404}),
    "an unknown path": (get("/v1/nothing"), {404}),
    "an unknown path outside": (get("/nothing"), {404}),
    "the bare version": (get("/v1/"), {404}),
    "another case": (get("/V1/HEALTH"), {404}),
    "PATCH": (line("PATCH", "/v1/health"), {405}),
    "DELETE": (line("DELETE", "/v1/health"), {405}),
    "OPTIONS": (line("OPTIONS", "/v1/health"), {405}),
    "TRACE": (line("TRACE", "/v1/health"), {404, 405}),
    "CONNECT": (line("CONNECT", "/v1/health"), {404, 405}),
    "a method of one's own": (line("BREW", "/v1/health"), {400, 404, 405}),
    "a method in small letters": (line("get", "/v1/health"), {400, 404, 405}),
    "no host": (b"GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n", {400}),
    "two hosts": (get("/v1/health", "Host: y"), {400}),
    "a wrong host": (get("/v1/nothing").replace(b"Host: x", b"Host: evil.example"), {404}),
    "a later HTTP": (b"GET /v1/health HTTP/9.9\r\nHost: x\r\n\r\n", {400}),
    "a handshake": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", {400}),
    "a header without a colon": (get("/v1/health", "nonsense"), {400}),
    "a query parameter twice": (get("/v1/items?limit=1&limit=2"), {400}),
    "unknown query parameters": (get("/v1/items?" + "&".join(f"a{n}=1" for n in range(500))), {422}),
    "a long query": (get("/v1/items?query=" + "a" * 7000), {422}),
    "more than a line takes": (get("/v1/items?query=" + "a" * 20_000), {400}),
    "more than a header takes": (get("/v1/health", "X-Long: " + "a" * 20_000), {400}),
    "a huge token": (get("/v1/me", "Authorization: Bearer " + "a" * 9000), {401}),
    "a token beyond ASCII": (get("/v1/me", "Authorization: Bearer \xff\xe4"), {401}),
    "another scheme": (get("/v1/me", "Authorization: Basic YTpi"), {401}),
    "an empty token": (get("/v1/me", "Authorization: Bearer "), {401}),
    "two tokens": (get("/v1/me", "Authorization: Bearer a", "Authorization: Bearer b"), {400, 401}),
    "a method override": (get("/v1/me", "X-HTTP-Method-Override: DELETE"), {401}),
    "a claim to be somebody": (get("/v1/me", "X-Amzn-Oidc-Identity: admin", "X-Forwarded-For: 127.0.0.1"), {401}),
}


@pytest.mark.parametrize(("request_", "statuses"), BAD.values(), ids=BAD)
def test_a_bad_request_is_answered_with_a_problem_document(city: City, request_: bytes, statuses: set[int]) -> None:
    status, headers, body = exchange(city, request_)
    assert status in statuses, body
    assert headers["Content-Type"].startswith("application/problem+json"), body
    said = json.loads(body)
    assert said["status"] == status
    for field in ("type", "code", "title", "detail", "request_id"):
        assert said[field], said


def test_a_refused_head_has_the_status_and_no_body(city: City) -> None:
    status, headers, body = exchange(city, line("HEAD", "/v1/nothing"))
    assert (status, body) == (404, b"")
    assert headers["Content-Type"].startswith("application/problem+json")


def test_what_is_unusual_but_right_is_answered(city: City) -> None:
    for request in (
        get("/v1/health", "X-Long: " + "a" * 9000),
        get("/v1/health").replace(b"Host: x", b"Host: evil.example"),
        b"GET /v1/health HTTP/1.0\r\n\r\n",
        line("GET", "/v1/health", "Content-Length: 2") + b"{}",
    ):
        assert exchange(city, request)[0] == 200


def test_nothing_of_the_request_comes_back_in_headers(city: City) -> None:
    """Neither a wrong host nor an origin is echoed: no cache is poisoned, no foreign site may read."""
    request = get("/v1/nothing", "Origin: https://evil.example", "X-Forwarded-Host: evil.example")
    _, headers, body = exchange(city, request.replace(b"Host: x", b"Host: evil.example"))
    assert "evil.example" not in str(headers)
    assert b"evil.example" not in body
    assert headers["Access-Control-Allow-Origin"] is None
    assert headers["Cache-Control"] == "no-store"


SITUATION = residence_permit.ANSWERS
NO_CASE: dict[str, tuple[dict[str, Any], tuple[int, str], set[str]]] = {
    "an unknown item": ({"item_code": "X" * 31}, (404, "item_not_found"), set()),
    "another city": ({"division_code": "110101000000"}, (409, "item_not_offered_here"), set()),
    "no answers": ({"answers": {}}, (422, "decision_inputs_invalid"), {f"/answers/{name}" for name in SITUATION}),
    "an answer that is none": (
        {"answers": {**SITUATION, "ground": "gold", "by_agent": None}},
        (422, "decision_inputs_invalid"),
        {"/answers/ground", "/answers/by_agent"},
    ),
    "an answer too many": (
        {"answers": {**SITUATION, "__proto__": {}}},
        (422, "decision_inputs_invalid"),
        {"/answers/__proto__"},
    ),
}


@pytest.mark.parametrize(("changed", "refusal", "pointers"), NO_CASE.values(), ids=NO_CASE)
def test_a_case_that_cannot_begin_says_why(
    applicant: Person, changed: dict[str, Any], refusal: tuple[int, str], pointers: set[str]
) -> None:
    item = applicant.get("/v1/items", query=PERMIT)["items"][0]["item_code"]
    body = {"item_code": item, "division_code": DIVISION, "answers": SITUATION, **changed}
    answer = applicant.ask("POST", "/v1/cases", body)
    assert refused(answer) == refusal
    assert {fault["pointer"] for fault in answer.json().get("errors", ())} == pointers

"""The front door passes requests and answers byte for byte, and answers by itself only what it must."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator

import pytest
import requests

from infra.local.front_door import GATEWAY_BODY_LIMIT
from infra.local.ports import LOOPBACK, Ports, claim
from infra.local.serving import Server

ANSWER = (
    b"HTTP/1.1 201 Created\r\nContent-Type: application/problem+json; charset=utf-8\r\nETag: \"3\"\r\n"
    b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x00\xff"
)  # fmt: skip


class Upstream:
    """Keeps the bytes that arrive and answers always the same."""

    def __init__(self) -> None:
        self._listening = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listening.getsockname()[1]
        self.arrived = b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            with connection:
                self.arrived = self._read(connection)
                connection.sendall(ANSWER)

    @staticmethod
    def _read(connection: socket.socket) -> bytes:
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(65536)
        head, _, body = received.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body


@pytest.fixture
def upstream() -> Upstream:
    return Upstream()


@pytest.fixture
def door(upstream: Upstream) -> Iterator[int]:
    port = claim(Ports(0, 0, 0)).front_door
    server = Server(f"http://{LOOPBACK}:{upstream.port}/restapis/abc/api/_user_request_", port)
    server.start()
    yield port
    server.stop()


def exchange(port: int, request: bytes) -> bytes:
    """Send bytes, read all that comes back."""
    with socket.create_connection((LOOPBACK, port), timeout=10) as connection:
        connection.sendall(request)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
        return received


def test_the_target_arrives_as_it_was_sent(upstream: Upstream, door: int) -> None:
    target = b"/v1/items/%e5%B1%85/a%2Fb/..%2e/+?q=%E5%8A%9E&q=a+b&empty=&%zz=1"
    exchange(door, b"GET " + target + b" HTTP/1.1\r\nHost: city.example:80\r\nConnection: close\r\n\r\n")
    assert upstream.arrived.startswith(b"GET /restapis/abc/api/_user_request_" + target + b" HTTP/1.1\r\n")


def test_the_body_arrives_as_it_was_sent(upstream: Upstream, door: int) -> None:
    body = bytes(range(256)) * 4
    head = f"POST /v1/cases HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    exchange(door, head.encode() + body)
    assert upstream.arrived.partition(b"\r\n\r\n")[2] == body


def test_a_compressed_body_stays_compressed(upstream: Upstream, door: int) -> None:
    body = gzip.compress(b"{}")
    head = f"POST /v1/cases HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n"
    exchange(door, head.encode() + b"Connection: close\r\n\r\n" + body)
    assert upstream.arrived.partition(b"\r\n\r\n")[2] == body


@pytest.mark.parametrize(
    "request_",
    [
        b"NONSENSE /v1/items HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT /v1/items HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /v1/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/items HTTP/1.1\r\n\r\n",
        b"POST /v1/items HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    ],
)
def test_what_is_not_http_is_answered_with_a_problem(upstream: Upstream, door: int, request_: bytes) -> None:
    head, _, body = exchange(door, request_).partition(b"\r\n\r\n")
    assert head.split()[1] in (b"400", b"404")
    assert b"application/problem+json" in head
    assert json.loads(body)["request_id"]
    assert upstream.arrived == b""


def test_headers_arrive_without_additions_that_mean_something(upstream: Upstream, door: int) -> None:
    exchange(
        door,
        b"PUT /v1/x HTTP/1.1\r\nHost: city.example:8080\r\nIdempotency-Key: k-1\r\nIf-Match: \"3\"\r\n"
        b"X-Forwarded-For: 9.9.9.9\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    )  # fmt: skip
    lines = upstream.arrived.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    names = sorted(line.partition(b":")[0].lower().decode() for line in lines)
    assert names == sorted(
        ["host", "idempotency-key", "if-match", "content-length", "x-forwarded-for", "x-forwarded-host",
         "x-forwarded-port", "x-forwarded-proto"]
    )  # fmt: skip
    assert b"X-Forwarded-For: 127.0.0.1" in lines, "a caller cannot choose who they are"
    assert b"X-Forwarded-Host: city.example:8080" in lines
    assert b"X-Forwarded-Port: 8080" in lines


def test_the_answer_comes_back_as_it_was_given(upstream: Upstream, door: int) -> None:
    answer = exchange(door, b"GET /v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 201 Created")
    for line in (b'etag: "3"', b"set-cookie: a=1", b"set-cookie: b=2", b"content-encoding: gzip"):
        assert line in head.lower()
    assert body == b"\x1f\x8b\x00\xff"


def test_what_api_gateway_would_refuse_is_refused(upstream: Upstream, door: int) -> None:
    answer = requests.post(f"http://{LOOPBACK}:{door}/v1/cases", data=b"x" * (GATEWAY_BODY_LIMIT + 1), timeout=10)
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"
    assert upstream.arrived == b""


@pytest.mark.parametrize("path", ["/v2/items", "/favicon.ico", "/v1", "/restapis/abc", "//v1/items"])
def test_other_paths_are_answered_with_a_problem(upstream: Upstream, door: int, path: str) -> None:
    answer = requests.get(f"http://{LOOPBACK}:{door}{path}", timeout=10)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
    assert upstream.arrived == b""


def test_the_root_says_what_this_is(upstream: Upstream, door: int) -> None:
    answer = requests.get(f"http://{LOOPBACK}:{door}/", timeout=10)
    assert answer.status_code == 200
    assert f"http://{LOOPBACK}:{door}/v1/health" in answer.text


def test_a_cloud_that_is_gone_is_a_problem_too() -> None:
    ports = claim(Ports(0, 0, 0))
    server = Server(f"http://{LOOPBACK}:{ports.cloud}", ports.front_door)
    server.start()
    answer = requests.get(f"http://{LOOPBACK}:{ports.front_door}/v1/health", timeout=10)
    server.stop()
    assert (answer.status_code, answer.json()["code"]) == (502, "temporarily_unavailable")

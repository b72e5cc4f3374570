"""What partners' answers may not do to us: lead elsewhere, or fill the memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from chalicelib.shared import partner_http
from chalicelib.shared.errors import UpstreamUnavailable
from chalicelib.shared.partner_http import MAX_ANSWER_BYTES, PartnerHttp


class _Partner(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, size = self.path.partition("?size=")
        self.send_response(302 if path == "/elsewhere" else 500 if path == "/broken" else 200)
        self.send_header("Location", "/here")
        self.send_header("Content-Length", size or "0")
        self.end_headers()
        if path == "/dripping":
            self._drip()
        else:
            self.wfile.write(b"x" * int(size or 0))

    def _drip(self) -> None:
        """A byte every tenth of a second, until nobody listens."""
        with suppress(OSError):
            while True:
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Nothing: the test tells."""


@pytest.fixture
def http() -> Iterator[PartnerHttp]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Partner)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield PartnerHttp("partner", f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_is_not_led_elsewhere(http: PartnerHttp) -> None:
    assert http.get("/elsewhere", {}).status == 302


def test_an_answer_of_the_largest_size_is_read_and_a_larger_one_is_not(http: PartnerHttp) -> None:
    assert len(http.get("/here", {"size": str(MAX_ANSWER_BYTES)}).body) == MAX_ANSWER_BYTES
    with pytest.raises(UpstreamUnavailable, match="partner_unavailable"):
        http.get("/here", {"size": str(MAX_ANSWER_BYTES + 1)})


def test_a_partner_s_failure_is_no_answer(http: PartnerHttp) -> None:
    with pytest.raises(UpstreamUnavailable, match="partner_unavailable"):
        http.get("/broken", {})


def test_an_answer_that_never_ends_is_not_waited_for(http: PartnerHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partner_http, "TIMEOUT_SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(UpstreamUnavailable, match="partner_unavailable"):
        http.get("/dripping", {"size": "1000"})
    assert time.monotonic() - began < 1

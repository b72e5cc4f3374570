"""HTTP to a partner: pooled, three seconds, no redirects, no retries, a bounded answer. Knows no partner's codes."""

from __future__ import annotations

import time
from typing import Any, NamedTuple
from urllib.parse import urlencode

import urllib3

from chalicelib.shared.errors import UpstreamUnavailable
from chalicelib.shared.logging import logger

TIMEOUT_SECONDS = 3.0
MAX_ANSWER_BYTES = 64 * 1024


class Answer(NamedTuple):
    """What came back: status and body, whatever the content type says."""

    status: int
    body: bytes


class PartnerHttp:
    """One partner's connections. `partner` names it in the log and in the code `<partner>_unavailable`."""

    def __init__(self, partner: str, base_url: str) -> None:
        self.partner = partner
        self._base_url = base_url.rstrip("/")
        timeout = urllib3.Timeout(connect=TIMEOUT_SECONDS, read=TIMEOUT_SECONDS)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False)

    def get(self, path: str, query: dict[str, str]) -> Answer:
        """GET; the query may hold secrets, so no address is ever logged."""
        return self._call("GET", path, query)

    def post(self, path: str, body: bytes, headers: dict[str, str], query: dict[str, str] | None = None) -> Answer:
        """POST `body` as it is; the query may hold secrets too."""
        return self._call("POST", path, query, body=body, headers=headers)

    def unavailable(self, reason: str, **facts: object) -> UpstreamUnavailable:
        """The refusal to raise when the partner's answer is no use; the log gets the reason."""
        logger.error("partner unavailable", extra={"partner": self.partner, "reason": reason, **facts})
        return UpstreamUnavailable(f"{self.partner}_unavailable")

    def _call(self, method: str, path: str, query: dict[str, str] | None, **sent: Any) -> Answer:
        began = time.perf_counter()
        try:
            answer = self._exchange(method, f"{path}?{urlencode(query)}" if query else path, sent)
        except urllib3.exceptions.HTTPError as failed:
            raise self.unavailable(type(failed).__name__) from failed
        took = round((time.perf_counter() - began) * 1000, 1)
        logger.info("partner call", extra={"partner": self.partner, "path": path, "status": answer.status, "ms": took})
        if answer.status >= 500:
            raise self.unavailable("server error", status=answer.status)
        return answer

    def _exchange(self, method: str, target: str, sent: dict[str, Any]) -> Answer:
        url = self._base_url + target
        response = self._pool.request(method, url, redirect=False, preload_content=False, **sent)
        body, until = b"", time.monotonic() + TIMEOUT_SECONDS
        while piece := response.read1(MAX_ANSWER_BYTES + 1 - len(body)):
            body += piece
            if len(body) > MAX_ANSWER_BYTES or time.monotonic() > until:  # a drip of bytes never times out by itself
                response.close()
                raise self.unavailable("answer too large" if len(body) > MAX_ANSWER_BYTES else "answer too slow")
        response.release_conn()
        return Answer(response.status, body)

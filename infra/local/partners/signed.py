"""Requests signed as docs/partners/population_register.md has it: by the right key, lately, and once."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable

from aiohttp import web

CLOCK_DIFFERENCE_S = 300
_AUTHORIZATION = re.compile(
    r"BANSHI-HMAC-SHA256 timestamp=(\d{1,12}),nonce=([0-9A-Za-z]{16,64}),signature=([0-9a-f]{64})", re.ASCII
)


class Signatures:
    """What one partner takes for signed, and the nonces that it has seen: nonce → epoch seconds."""

    def __init__(self, key: str, now: Callable[[], float]) -> None:
        self._key = key
        self._now = now
        self.nonces: dict[str, float] = {}

    async def refused(self, request: web.Request, path: str) -> web.Response | None:
        """The answer to a request that is not signed; None for a good one."""
        error = self._error(path, request.headers.get("Authorization", ""), await request.read())
        return web.json_response({"error": error}, status=401) if error else None

    def _error(self, path: str, authorization: str, body: bytes) -> str | None:
        form = _AUTHORIZATION.fullmatch(authorization)
        if form is None:
            return "authorization_malformed"
        timestamp, nonce, given = form.groups()
        if not hmac.compare_digest(self._signature(path, timestamp, nonce, body), given):
            return "signature_wrong"
        if abs(self._now() - int(timestamp)) > CLOCK_DIFFERENCE_S:
            return "timestamp_out_of_range"
        return None if self._first_use(nonce) else "nonce_repeated"

    def _signature(self, path: str, timestamp: str, nonce: str, body: bytes) -> str:
        signed = "\n".join(["POST", path, timestamp, nonce, hashlib.sha256(body).hexdigest()])
        return hmac.new(self._key.encode(), signed.encode(), hashlib.sha256).hexdigest()

    def _first_use(self, nonce: str) -> bool:
        now = self._now()
        self.nonces = {known: at for known, at in self.nonces.items() if now - at <= 2 * CLOCK_DIFFERENCE_S}
        if nonce in self.nonces:
            return False
        self.nonces[nonce] = now
        return True

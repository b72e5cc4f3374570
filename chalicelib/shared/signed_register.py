"""Enquiries at registers that speak our documented contract (docs/partners): numbered, signed, answered by number."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, TypeGuard, TypeVar

from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.ids import new_id
from chalicelib.shared.partner_http import PartnerHttp

SCHEME = "BANSHI-HMAC-SHA256"
_SERIAL_NO_LENGTH = 64

_T = TypeVar("_T")


class SignedRegister:
    """One register's interface. `key` gives the shared signing key at the first use."""

    def __init__(self, partner: str, base_url: str, key: Callable[[], str], clock: Clock) -> None:
        self._http = PartnerHttp(partner, base_url)
        self._key = key
        self._clock = clock

    def ask(self, path: str, asked: Mapping[str, object], read: Callable[[dict[str, Any]], _T | None]) -> _T:
        """What `read` makes of the answer to `asked`, which has a `request_no`; None from it means no clear answer.

        Raises UpstreamUnavailable for whatever is no clear answer.
        """
        body = encoded(asked)
        answer = self._http.post(path, body, headers(self._key(), path, epoch(self._clock.now()), new_id(), body))
        told = answer_to(str(asked["request_no"]), answer.body) if answer.status == 200 else None
        found = read(told) if told else None
        if found is None:
            raise self._http.unavailable("no clear answer", status=answer.status, request_no=asked["request_no"])
        return found


def encoded(asked: Mapping[str, object]) -> bytes:
    """The JSON to send, in UTF-8 with real characters."""
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()


def signature(key: str, path: str, timestamp: int, nonce: str, body: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over method, path, time, nonce and the body's SHA-256, one to a line."""
    lines = ("POST", path, str(timestamp), nonce, sha256(body).hexdigest())
    return hmac.digest(key.encode(), "\n".join(lines).encode(), "sha256").hex()


def headers(key: str, path: str, timestamp: int, nonce: str, body: bytes) -> dict[str, str]:
    """The headers of a signed request."""
    signed = f"timestamp={timestamp},nonce={nonce},signature={signature(key, path, timestamp, nonce, body)}"
    return {"Content-Type": "application/json; charset=utf-8", "Authorization": f"{SCHEME} {signed}"}


def answer_to(request_no: str, body: bytes) -> dict[str, Any] | None:
    """The answer to our enquiry, its serial number cut to 64 characters; None for anything that is not one."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or answer.get("request_no") != request_no:
        return None
    serial_no = answer.get("serial_no")
    return {**answer, "serial_no": serial_no[:_SERIAL_NO_LENGTH]} if is_text(serial_no) else None


def is_text(value: object) -> TypeGuard[str]:
    """Text that can be shown and kept: not blank, without control characters or lone surrogates."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()

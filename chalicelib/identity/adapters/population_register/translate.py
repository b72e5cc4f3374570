"""The population register's request, signature and answer, as docs/partners/population_register.md has them."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

from chalicelib.identity.adapters.population_register.vocabulary import match
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import PersonCheck

PATH = "/person-checks"
SCHEME = "BANSHI-HMAC-SHA256"


def request_body(request_no: str, name: str, number: ResidentId) -> bytes:
    """The JSON to send, in UTF-8 with real characters."""
    asked = {
        "request_no": request_no,
        "name": name,
        "certificate_type": str(number.certificate),
        "certificate_number": number.number,
    }
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()


def signature(key: str, timestamp: int, nonce: str, body: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over method, path, time, nonce and the body's SHA-256, one to a line."""
    lines = ("POST", PATH, str(timestamp), nonce, sha256(body).hexdigest())
    return hmac.digest(key.encode(), "\n".join(lines).encode(), "sha256").hex()


def headers(key: str, timestamp: int, nonce: str, body: bytes) -> dict[str, str]:
    """The headers of a signed request."""
    signed = f"timestamp={timestamp},nonce={nonce},signature={signature(key, timestamp, nonce, body)}"
    return {"Content-Type": "application/json; charset=utf-8", "Authorization": f"{SCHEME} {signed}"}


def person_check(body: bytes, request_no: str) -> PersonCheck | None:
    """The answer to `request_no`; None for anything that is not one."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or answer.get("request_no") != request_no:
        return None
    outcome, serial_no = match(answer.get("result")), answer.get("serial_no")
    if outcome is None or not isinstance(serial_no, str):
        return None
    return PersonCheck(outcome, serial_no[:64])

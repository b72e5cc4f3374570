"""动态口令: one-time codes by time (RFC 6238): SHA-1, 6 digits, 30 seconds, one step before and after taken."""

from __future__ import annotations

import base64
import hmac
import os
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_S = 30
DRIFT = 1  # steps that a clock may be wrong by (RFC 6238 §5.2)
SEED_BYTES = 20  # as long as the hash (RFC 4226 §4, R6)
ISSUER = "Banshi"

# Tried when there is no seed, so that the answer takes as long as with one.
DECOY_SEED = base64.b32encode(bytes(SEED_BYTES)).decode()


def new_seed() -> str:
    """A seed as authenticators take it: 32 characters of base32."""
    return base64.b32encode(os.urandom(SEED_BYTES)).decode()


def uri(seed: str, staff_no: str) -> str:
    """The `otpauth:` address that an authenticator reads from a picture."""
    return _totp(seed).get_provisioning_uri(staff_no, ISSUER)


def code_at(seed: str, step: int) -> str:
    """The code of one step."""
    return _totp(seed).generate(step * STEP_S).decode()


def step_of(seed: str, code: str, now: datetime, after: int) -> int | None:
    """The step whose code it is, if that is now and later than `after`: a code is good once."""
    current = int(now.timestamp()) // STEP_S
    steps = range(current - DRIFT, current + DRIFT + 1)
    fitting = [step for step in steps if hmac.compare_digest(code_at(seed, step).encode(), code.encode())]
    return next((step for step in fitting if step > after), None)


def _totp(seed: str) -> TOTP:
    return TOTP(base64.b32decode(seed), DIGITS, SHA1(), STEP_S)  # noqa: S303 - what authenticators compute

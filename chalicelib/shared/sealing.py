"""Personal data at rest: sealed under a key of its person, found by keyed hash.

The city secret is what KMS answers for one fixed message under the city's HMAC key: it never leaves KMS in any
other form, is asked for once per container, and no ciphertext of it has to be kept. A person's key is derived
from it and the person's random salt, so destroying the salt erases the person and leaves every chain whole.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MESSAGE = b"banshi city secret, version 1"
_VERSION = b"\x01"
_NONCE = 12


class CitySecret:
    """The city's secret and what is derived from it. `unwrap` gives its 32 bytes; it is called once."""

    def __init__(self, unwrap: Callable[[], bytes]) -> None:
        self._unwrap = unwrap

    @cached_property
    def _secret(self) -> bytes:
        return self._unwrap()

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose (HMAC-SHA256 as the expansion step of RFC 5869)."""
        return hmac.digest(self._secret, b"banshi/" + purpose.encode() + b"\x01", "sha256")

    def keyed_hash(self, purpose: str, text: str) -> str:
        """64 hex digits by which personal data is found without being readable."""
        return hmac.digest(self.derive("hash/" + purpose), text.encode(), "sha256").hex()


class Sealer:
    """Seals text for one salt (a person's, or a fixed word for the city's own) with AES-256-GCM."""

    def __init__(self, secret: CitySecret) -> None:
        self._secret = secret

    def seal(self, salt: str, text: str, context: str = "") -> str:
        """Return base64url of version, nonce, ciphertext. `context` must be given again to open."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = _cipher(self._secret.derive("seal/" + salt)).encrypt(nonce, text.encode(), context.encode())
        return base64.urlsafe_b64encode(_VERSION + nonce + sealed).decode()

    def open(self, salt: str, sealed: str, context: str = "") -> str:
        """The text that was sealed. Raises `SealBroken` if salt, context or a single bit differs."""
        from cryptography.exceptions import InvalidTag

        raw = base64.urlsafe_b64decode(sealed)
        try:
            opened = _cipher(self._secret.derive("seal/" + salt)).decrypt(
                raw[1 : 1 + _NONCE], raw[1 + _NONCE :], context.encode()
            )
        except InvalidTag as broken:
            raise SealBroken(context) from broken
        text: str = opened.decode()
        return text


class SealBroken(Exception):
    """The sealed text was altered, or belongs to another person or place."""


def new_salt() -> str:
    """A person's salt: 128 random bits, hexadecimal."""
    return secrets.token_hex(16)


def same(left: str, right: str) -> bool:
    """Compare two digests without telling by time where they differ."""
    return hmac.compare_digest(left, right)


def sha256(raw: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(raw).hexdigest()


def unwrap_by_kms() -> bytes:
    """Ask KMS for the city secret: 32 bytes (GenerateMac, HMAC_SHA_256)."""
    from chalicelib.shared import cloud

    answer = cloud.client("kms").generate_mac(
        KeyId=setting("CITY_SECRET_KEY_ID"), MacAlgorithm="HMAC_SHA_256", Message=_MESSAGE
    )
    return bytes(answer["Mac"])


@lru_cache(maxsize=256)
def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)

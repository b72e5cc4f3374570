"""The keys that sign access tokens: made and used in KMS, published here as public keys.

A key is known by its RFC 7638 thumbprint (`kid`). The public half is an item of the identity table, written with
the first signature, so that whoever verifies needs DynamoDB alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.identity.tokens.access_tokens import ALGORITHM, SIGNATURE_BYTES
from chalicelib.identity.tokens.base64url import base64url, from_base64url
from chalicelib.shared.acts import canonical_json
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock

COORDINATE_BYTES = 32
REREAD_AFTER = timedelta(seconds=10)  # an unknown kid costs at most one query in this time
FRESH_FOR = timedelta(minutes=5)  # so long may a container not notice that a key was retired


class KeyState(StrEnum):
    """A retired key is still shown to nobody and verifies nothing; it is kept as evidence."""

    ACTIVE = "active"
    RETIRED = "retired"


class SigningKey(NamedTuple):
    """A published key: `x` and `y` are base64url of 32 bytes, `key_id` names the private half in KMS."""

    kid: str
    x: str
    y: str
    key_id: str
    state: KeyState

    def jwk(self) -> dict[str, str]:
        """The public key as RFC 7517 has it."""
        return {**_required(self.x, self.y), "kid": self.kid, "use": "sig", "alg": ALGORITHM}


class KeyStore(Protocol):
    """Where published keys are kept."""

    def signing_keys(self) -> Sequence[SigningKey]: ...

    def add_signing_key(self, key: SigningKey) -> Any:
        """The write that publishes a key which is not published yet."""


class SigningService(Protocol):
    """Holds the private keys (KMS)."""

    def sign(self, key_id: str, message: bytes) -> bytes:
        """ECDSA over SHA-256 of the message, as DER."""

    def public_point(self, key_id: str) -> tuple[int, int]:
        """The public key's coordinates on P-256."""


class _Es256(ec.ECDSA):
    """ECDSA over SHA-256 as verifying needs it. ECDSA's own constructor loads every cipher there is, for 3 ms."""

    algorithm = SHA256()

    def __init__(self) -> None:
        """Nothing to choose."""


class P256PublicKey:
    """Verifies with one published key."""

    def __init__(self, key: SigningKey) -> None:
        numbers = ec.EllipticCurvePublicNumbers(_number(key.x), _number(key.y), ec.SECP256R1())
        self._key = numbers.public_key()

    def holds(self, r: int, s: int, signed: bytes) -> bool:
        """Whether r and s sign SHA-256 of `signed`."""
        try:
            self._key.verify(encode_dss_signature(r, s), signed, _Es256())
        except InvalidSignature:
            return False
        return True


class KeyRing:
    """The published keys, read with a container's first token, every five minutes, and when a kid is not among them."""

    def __init__(self, store: KeyStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._published: tuple[SigningKey, ...] = ()
        self._verifying: dict[str, P256PublicKey] = {}
        self._read_at: datetime | None = None

    def verifying(self, kid: str) -> P256PublicKey | None:
        """The key of that id, or None."""
        if self._older_than(FRESH_FOR if kid in self._verifying else REREAD_AFTER):
            self.reread()
        return self._verifying.get(kid)

    def published(self) -> tuple[SigningKey, ...]:
        """All keys that verify today."""
        if self._older_than(REREAD_AFTER):
            self.reread()
        return self._published

    def reread(self) -> None:
        """Read the published keys now."""
        self._read_at = self._clock.now()
        active = (key for key in self._store.signing_keys() if key.state is KeyState.ACTIVE)
        self._published = tuple(active)
        self._verifying = {key.kid: P256PublicKey(key) for key in self._published}

    def _older_than(self, age: timedelta) -> bool:
        return self._read_at is None or self._clock.now() - self._read_at >= age


class TokenSigner:
    """Signs with the deployment's current key, publishing it before its first signature leaves."""

    def __init__(
        self,
        ring: KeyRing,
        store: KeyStore,
        service: SigningService,
        committer: Committer,
        key_id: str,
        issuer: str,
    ) -> None:
        self.issuer = issuer
        self._ring = ring
        self._store = store
        self._service = service
        self._committer = committer
        self._key_id = key_id
        self._current: SigningKey | None = None

    def kid(self) -> str:
        """The id of the key that signs now."""
        return self._key().kid

    def sign(self, signed: bytes) -> bytes:
        """64 bytes: r and s over SHA-256 of `signed`."""
        der = self._service.sign(self._key().key_id, signed)
        half = SIGNATURE_BYTES // 2
        return b"".join(scalar.to_bytes(half, "big") for scalar in decode_dss_signature(der))

    def _key(self) -> SigningKey:
        if self._current is None:
            published = (key for key in self._ring.published() if key.key_id == self._key_id)
            self._current = next(published, None) or self._publish()
        return self._current

    def _publish(self) -> SigningKey:
        mine = signing_key(self._key_id, *self._service.public_point(self._key_id))

        def decide() -> Change:
            known = {key.kid for key in self._store.signing_keys()}
            return Change() if mine.kid in known else Change(writes=(self._store.add_signing_key(mine),))

        self._committer.commit(decide, None)
        self._ring.reread()
        return mine


def signing_key(key_id: str, x: int, y: int) -> SigningKey:
    """A key to publish, named by its thumbprint."""
    left, right = (base64url(n.to_bytes(COORDINATE_BYTES, "big")) for n in (x, y))
    return SigningKey(thumbprint(left, right), left, right, key_id, KeyState.ACTIVE)


def thumbprint(x: str, y: str) -> str:
    """RFC 7638: SHA-256 over the required members in lexical order."""
    return base64url(sha256(canonical_json(_required(x, y)).encode()).digest())


def _required(x: str, y: str) -> dict[str, str]:
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y}


def _number(text: str) -> int:
    return int.from_bytes(from_base64url(text), "big")

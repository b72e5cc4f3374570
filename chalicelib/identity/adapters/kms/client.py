"""The signing service over AWS KMS: ECC_NIST_P256, SIGN_VERIFY. The private key never leaves it."""

from __future__ import annotations

from functools import cached_property
from typing import Any


class KmsSigningService:
    """Signs and tells public keys. The client is built with the first use: verifying needs none."""

    @cached_property
    def _kms(self) -> Any:
        from chalicelib.shared import cloud

        return cloud.client("kms")

    def sign(self, key_id: str, message: bytes) -> bytes:
        """ECDSA over SHA-256 of up to 4096 bytes, as DER."""
        answer = self._kms.sign(KeyId=key_id, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
        return bytes(answer["Signature"])

    def public_point(self, key_id: str) -> tuple[int, int]:
        """The public key's coordinates on P-256. Raises ValueError for a key of another kind."""
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        key = load_der_public_key(self._kms.get_public_key(KeyId=key_id)["PublicKey"])
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise ValueError(f"{key_id} is not a P-256 key")
        numbers = key.public_numbers()
        return numbers.x, numbers.y

"""Refresh tokens: `<handle>.<secret>`. The handle names the family, the secret the generation."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from chalicelib.shared.sealing import sha256

HANDLE_BYTES = 16
SECRET_BYTES = 32
SESSION_ID_LENGTH = 32


class RefreshToken(NamedTuple):
    """One token. Nothing of it is kept but digests."""

    text: str

    @classmethod
    def fresh(cls, handle: str | None = None) -> RefreshToken:
        """A new token, of the family that `handle` names or of a new one."""
        return cls(f"{handle or secrets.token_urlsafe(HANDLE_BYTES)}.{secrets.token_urlsafe(SECRET_BYTES)}")

    @property
    def handle(self) -> str:
        return self.text.partition(".")[0]

    @property
    def digest(self) -> str:
        return sha256(self.text.encode())

    @property
    def session_id(self) -> str:
        return sha256(self.handle.encode())[:SESSION_ID_LENGTH]

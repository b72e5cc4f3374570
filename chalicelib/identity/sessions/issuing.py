"""Sessions as they are opened and go on: families, and the pairs of tokens that they answer with."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from chalicelib.identity import rules
from chalicelib.identity.rules import Family
from chalicelib.identity.sessions.entitlements import Entitlement
from chalicelib.identity.sessions.refresh_tokens import RefreshToken
from chalicelib.identity.tokens import access_tokens
from chalicelib.identity.tokens.access_tokens import Signer
from chalicelib.shared.clocks import Clock
from chalicelib.shared.sealing import Sealer

SHORTEST = timedelta(seconds=1)


class Issuer:
    """Makes families and their pairs of tokens; writes nothing."""

    def __init__(self, signer: Signer, sealer: Sealer, clock: Clock) -> None:
        self._signer = signer
        self._sealer = sealer
        self._clock = clock

    def opened(
        self, entitled: Entitlement, holder: str, device: str | None, at: datetime | None = None
    ) -> tuple[Family, dict[str, Any]]:
        """A new family, with an id that nobody could choose, and its first pair. `device` is sealed.

        `at` is the instant before the holder was looked at, now by default: whatever ends them later ends this too.
        """
        token, now = RefreshToken.fresh(), at or self._clock.now()
        family = Family(
            session_id=token.session_id,
            kind=entitled.bearer.kind,
            holder=holder,
            channel=entitled.bearer.channel,
            current=token.digest,
            opened_at=now,
            ends_at=now + entitled.life,
            expires_at=now + min(entitled.life, entitled.idle),
            device=device,
        )
        return family, self._pair(family, entitled, token, now)

    def rotated(
        self, family: Family, token: RefreshToken, entitled: Entitlement, now: datetime
    ) -> tuple[Family, dict[str, Any]]:
        """The family with a new refresh token, and the new pair. `now` is the instant before anything was looked at."""
        successor = RefreshToken.fresh(token.handle)
        family = family._replace(expires_at=min(family.ends_at, now + entitled.idle))
        pair = self._pair(family, entitled, successor, now)
        # Sealed under the token it replaces, which we do not keep: only who has that token can have the pair again.
        sealed = self._sealer.seal(token.text, json.dumps(pair), family.session_id)
        return rules.rotated(family, successor.digest, sealed, now), pair

    def repeated(self, family: Family, token: RefreshToken) -> dict[str, Any]:
        """The pair that replaced `token`, again."""
        pair: dict[str, Any] = json.loads(self._sealer.open(token.text, family.pair or "", family.session_id))
        return pair

    def _pair(self, family: Family, entitled: Entitlement, refresh: RefreshToken, now: datetime) -> dict[str, Any]:
        life = _life(entitled, family, now)
        bearer = entitled.bearer._replace(session_id=family.session_id, channel=family.channel)
        pair = {
            "access_token": access_tokens.issue(bearer, self._signer, now, life),
            "token_type": "Bearer",
            "expires_in": int(life.total_seconds()),
            "refresh_token": refresh.text,
            "refresh_expires_in": int((family.expires_at - now).total_seconds()),
        }
        return {**pair, "duties": list(bearer.duties)} if bearer.duties else pair


def _life(entitled: Entitlement, family: Family, now: datetime) -> timedelta:
    """No access token outlives its session."""
    until = min(entitled.until or family.ends_at, family.ends_at)
    return max(SHORTEST, min(entitled.token, until - now))

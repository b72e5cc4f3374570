"""The access token by which WeChat knows our server (stable_token), one for all containers.

In memory it costs nothing, in the shared table one read a container every two hours; WeChat is asked when less than
five minutes remain. Whoever asks meanwhile is given the same token, so containers that ask at once do no harm.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.api import WeChatApi
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import SHANGHAI, Clock
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.logging import logger
from chalicelib.shared.partner_tokens import PartnerToken, PartnerTokenStore
from chalicelib.shared.sealing import Sealer

PARTNER = "wechat"
PATH = "/cgi-bin/stable_token"
RENEW_BEFORE = timedelta(minutes=5)
LEAST_USE = timedelta(seconds=30)  # of a token that WeChat gives with less than that left
FORCE_GAP = timedelta(minutes=5)  # WeChat allows none within 30 seconds
FORCED_A_DAY = 20  # and no more of them on one civil day
_SALT = "partner/wechat"
_SEAL = "access token"


class _Held(NamedTuple):
    token: str
    until: datetime


class AccessTokens:
    """Gives the token to call with, and another when WeChat refuses it."""

    def __init__(
        self, api: WeChatApi, store: PartnerTokenStore, committer: Committer, sealer: Sealer, clock: Clock
    ) -> None:
        self._api = api
        self._store = store
        self._committer = committer
        self._sealer = sealer
        self._clock = clock
        self._held: _Held | None = None

    def current(self) -> str:
        """From memory, else from the table, else from WeChat."""
        if self._held and self._clock.now() < self._held.until:
            return self._held.token
        return self._shared(self._store.partner_token(PARTNER)) or self._fetched(force=False)

    def instead_of(self, refused: str, *, force: bool) -> str | None:
        """Another token: what others have put in the table meanwhile, else what WeChat gives; None if it is no other.

        `force` ends the token that everybody has, so it comes last, not again within five minutes, and 20 times a day.
        """
        known = self._store.partner_token(PARTNER)
        token = self._shared(known)
        if token in (None, refused):
            if force and self._forced_enough(known):
                return None
            token = self._fetched(force=force)
        return token if token != refused else None

    def _shared(self, known: PartnerToken | None) -> str | None:
        if known is None or self._clock.now() >= known.expires_at - RENEW_BEFORE:
            return None
        self._held = _Held(self._opened(known), known.expires_at - RENEW_BEFORE)
        return self._held.token

    def _fetched(self, *, force: bool) -> str:
        asked = {
            "grant_type": "client_credential",
            "appid": self._api.appid,
            "secret": self._api.secret(),
            "force_refresh": force,
        }
        said = self._api.post(PATH, asked)
        given = translate.token(said.answer) if said.verdict is Verdict.OK else None
        if given is None:
            raise self._api.refusal(said)
        now = self._clock.now()
        expires_at = now + timedelta(seconds=given.expires_in)
        self._held = _Held(given.token, max(expires_at - RENEW_BEFORE, min(expires_at, now + LEAST_USE)))
        self._share(given.token, expires_at, now if force else None)
        return given.token

    def _share(self, token: str, expires_at: datetime, forced_at: datetime | None) -> None:
        def decide() -> Change:
            known = self._store.partner_token(PARTNER)
            if known and not forced_at and self._opened(known) == token:
                return Change()
            sealed = self._sealer.seal(_SALT, token, _SEAL)
            kept = known or PartnerToken(PARTNER, sealed, expires_at)
            saved = kept._replace(token=sealed, expires_at=expires_at)
            if forced_at:
                saved = saved._replace(forced_at=forced_at, forced=self._forced_today(known) + 1)
            return Change((self._store.save_partner_token(saved),))

        try:
            self._committer.commit(decide, None)
        except Exception as failed:
            from chalicelib.shared.outages import outage

            if not isinstance(failed, RuleViolation) and outage(failed) is None:
                raise
            # Whoever asks has a token all the same; others have to ask WeChat.
            logger.error("partner token not shared", extra={"partner": PARTNER, "error": type(failed).__name__})

    def _opened(self, known: PartnerToken) -> str:
        return self._sealer.open(_SALT, known.token, _SEAL)

    def _forced_enough(self, known: PartnerToken | None) -> bool:
        lately = known and known.forced_at and self._clock.now() - known.forced_at < FORCE_GAP
        return bool(lately) or self._forced_today(known) >= FORCED_A_DAY

    def _forced_today(self, known: PartnerToken | None) -> int:
        if known is None or known.forced_at is None:
            return 0
        today = self._clock.now().astimezone(SHANGHAI).date()
        return known.forced if known.forced_at.astimezone(SHANGHAI).date() == today else 0

"""stable_token: the same token until five minutes before its end; by force another, and the old one dies at once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.faults import forced_errcode
from infra.local.partners.reading import read_object, text
from infra.local.partners.wechat.answers import error, plain

LIFETIME_S = 7200
RENEWED_BEFORE_S = 300
FORCED_A_DAY = 20
FORCED_GAP_S = 30
_DAY_S = 86_400
_SHANGHAI_S = 8 * 3600


@dataclass
class Tokens:
    """Every token of today: when it ends (epoch seconds); which one is current; which were ended; when by force."""

    ends_at: dict[str, float] = field(default_factory=dict)
    current: str = ""
    ended: list[str] = field(default_factory=list)
    forced_at: list[float] = field(default_factory=list)


class AccessTokens:
    """The mini-program's access token."""

    name = "access_token"

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tokens = Tokens()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{WECHAT_PREFIX}/cgi-bin/stable_token", self.stable_token),
            web.post("/_control/wechat/access-token", self.spoil),
        ]

    def remembered(self) -> Any:
        return asdict(self._tokens)

    def remember(self, state: Any) -> None:
        self._tokens = Tokens(**state)

    def reset(self) -> None:
        self._tokens = Tokens()

    def refusal(self, request: web.Request) -> int:
        """The errcode for the token that a request brings; 0 for a good one."""
        token = request.query.get("access_token", "")
        if not token:
            return 41001
        if token not in self._tokens.ends_at:
            return 40014
        if token in self._tokens.ended:
            return 40001
        return 0 if self._now() < self._tokens.ends_at[token] else 42001

    async def stable_token(self, request: web.Request) -> web.Response:
        """POST grant_type, appid, secret, force_refresh."""
        asked = await read_object(request)
        if errcode := forced_errcode(request) or _refusal(asked):
            return error(errcode)
        self._renew(by_force=asked.get("force_refresh") is True)
        left = int(self._tokens.ends_at[self._tokens.current] - self._now())
        return plain({"access_token": self._tokens.current, "expires_in": left})

    async def spoil(self, request: web.Request) -> web.Response:
        """`{"as": "expired" | "ended"}`: the current token ends by itself, or somebody else had another by force."""
        how = text(await read_object(request), "as")
        if how not in ("expired", "ended") or not self._tokens.current:
            raise web.HTTPBadRequest(text="as is expired or ended, and there must be a token")
        if how == "expired":
            self._tokens.ends_at[self._tokens.current] = self._now()
        else:
            self._tokens.ended.append(self._tokens.current)
            self._issue()
        return web.Response(status=204)

    def _renew(self, *, by_force: bool) -> None:
        if by_force and self._may_be_forced():
            self._tokens.ended.append(self._tokens.current)
            self._tokens.forced_at.append(self._now())
            self._issue()
        elif self._tokens.ends_at.get(self._tokens.current, 0) - self._now() <= RENEWED_BEFORE_S:
            self._issue()

    def _may_be_forced(self) -> bool:
        now, forced_at = self._now(), self._tokens.forced_at
        today = [at for at in forced_at if _day(at) == _day(now)]
        return len(today) < FORCED_A_DAY and (not forced_at or now - forced_at[-1] >= FORCED_GAP_S)

    def _issue(self) -> None:
        self._tokens.current = f"99_{secrets.token_urlsafe(96)}"
        self._tokens.ends_at[self._tokens.current] = self._now() + LIFETIME_S


def _refusal(asked: dict[str, Any]) -> int:
    if asked.get("grant_type") != "client_credential":
        return 40002
    if asked.get("appid") != WECHAT_APPID:
        return 40013
    return 0 if asked.get("secret") == PARTNER_SECRETS["wechat_secret"] else 40125


def _day(at: float) -> int:
    """The civil day in Shanghai."""
    return int((at + _SHANGHAI_S) // _DAY_S)

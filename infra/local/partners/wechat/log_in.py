"""code2Session, and what `wx.login` gives on somebody's phone."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.faults import forced_errcode
from infra.local.partners.reading import number, read_object, text
from infra.local.partners.wechat.answers import error, plain
from infra.local.partners.wechat.users import new_code, openid

LIFETIME_S = 300


@dataclass(frozen=True)
class IssuedCode:
    """A log-in code. `expires_at` is epoch seconds."""

    user: str
    appid: str
    expires_at: float
    used: bool = False


class LogIn:
    """The codes that were issued."""

    name = "codes"

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._codes: dict[str, IssuedCode] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{WECHAT_PREFIX}/sns/jscode2session", self.jscode2session),
            web.post("/_control/wechat/codes", self.issue_code),
        ]

    def remembered(self) -> Any:
        return {code: asdict(issued) for code, issued in self._codes.items()}

    def remember(self, state: Any) -> None:
        self._codes = {code: IssuedCode(**issued) for code, issued in state.items()}

    def reset(self) -> None:
        self._codes = {}

    async def issue_code(self, request: web.Request) -> web.Response:
        """`{"person": …}` → the code that `wx.login` would give on that person's phone."""
        asked = await read_object(request)
        lifetime = number(asked, "expires_in", LIFETIME_S)
        code = new_code()
        appid = text(asked, "appid", WECHAT_APPID)
        self._codes[code] = IssuedCode(text(asked, "person"), appid, self._now() + lifetime)
        return web.json_response({"code": code, "expires_in": lifetime}, status=201)

    async def jscode2session(self, request: web.Request) -> web.Response:
        """GET with appid, secret, js_code and grant_type in the query."""
        if errcode := forced_errcode(request) or self._refusal(request):
            return error(errcode)
        code = request.query["js_code"]
        issued = self._codes[code]
        self._codes[code] = replace(issued, used=True)
        session_key = base64.b64encode(secrets.token_bytes(16)).decode()
        return plain({"session_key": session_key, "openid": openid(issued.appid, issued.user)})

    def _refusal(self, request: web.Request) -> int:
        """The errcode to answer; 0 if there is none."""
        if request.query.get("appid") != WECHAT_APPID:
            return 40013
        if request.query.get("secret") != PARTNER_SECRETS["wechat_secret"]:
            return 40125
        issued = self._codes.get(request.query.get("js_code", ""))
        if issued is None or issued.appid != WECHAT_APPID or issued.expires_at <= self._now():
            return 40029
        return 40163 if issued.used else 0

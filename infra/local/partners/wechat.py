"""WeChat: code2Session. Business errors are HTTP 200 with an errcode; the content type is text/plain, as seen live."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.faults import forced_errcode
from infra.local.partners.reading import number, read_object, text

CODE_LIFETIME_S = 300
ERRMSG = {
    -1: "system error",
    40013: "invalid appid",
    40029: "invalid code",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "code blocked",
    45011: "api minute-quota reach limit, mustslower, retry next minute",
}


@dataclass(frozen=True)
class IssuedCode:
    """What `wx.login` gave on somebody's phone. `expires_at` is epoch seconds."""

    user: str
    appid: str
    expires_at: float
    used: bool = False


class WeChat:
    """One mini-program and all its users."""

    name = "wechat"
    prefix = WECHAT_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._codes: dict[str, IssuedCode] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{self.prefix}/sns/jscode2session", self.jscode2session),
            web.post("/_control/wechat/codes", self.issue_code),
        ]

    def remembered(self) -> dict[str, Any]:
        return {"codes": {code: asdict(issued) for code, issued in self._codes.items()}}

    def remember(self, state: dict[str, Any]) -> None:
        self._codes = {code: IssuedCode(**issued) for code, issued in state["codes"].items()}

    def reset(self) -> None:
        self._codes = {}

    async def issue_code(self, request: web.Request) -> web.Response:
        """`{"person": …}` → the code that `wx.login` would give on that person's phone."""
        asked = await read_object(request)
        lifetime = number(asked, "expires_in", CODE_LIFETIME_S)
        appid = text(asked, "appid", WECHAT_APPID)
        code = "0" + secrets.token_hex(15) + "w3"  # 33 characters, as WeChat's are in practice
        self._codes[code] = IssuedCode(text(asked, "person"), appid, self._now() + lifetime)
        return web.json_response({"code": code, "expires_in": lifetime}, status=201)

    async def jscode2session(self, request: web.Request) -> web.Response:
        """GET with appid, secret, js_code and grant_type in the query."""
        errcode = forced_errcode(request) or self._refusal(request)
        if errcode:
            return _plain({"errcode": errcode, "errmsg": f"{ERRMSG.get(errcode, 'error')}, rid: {_rid()}"})
        code = request.query["js_code"]
        issued = self._codes[code]
        self._codes[code] = replace(issued, used=True)
        session_key = base64.b64encode(secrets.token_bytes(16)).decode()
        return _plain({"session_key": session_key, "openid": openid(issued.appid, issued.user)})

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


def openid(appid: str, user: str) -> str:
    """28 characters: the same for the same user of the same mini-program."""
    digest = hashlib.sha256(f"{appid}\n{user}".encode()).digest()
    return "o" + base64.urlsafe_b64encode(digest).decode()[:27]


def _plain(body: dict[str, Any]) -> web.Response:
    return web.Response(text=json.dumps(body, ensure_ascii=False, separators=(",", ":")), content_type="text/plain")


def _rid() -> str:
    return "-".join(secrets.token_hex(4) for _ in range(3))

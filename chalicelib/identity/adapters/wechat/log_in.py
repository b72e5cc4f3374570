"""小程序登录: code2Session (docs/partners/wechat.md)."""

from __future__ import annotations

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.api import Refusals, WeChatApi
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.identity.ports import WeChatIdentity
from chalicelib.shared.errors import Unauthenticated

_REFUSALS: Refusals = {
    Verdict.CODE_INVALID: lambda: Unauthenticated("wechat_code_invalid"),
    Verdict.CODE_USED: lambda: Unauthenticated("wechat_code_used"),
}


class WeChatLogIn:
    """Tells who has logged in on a phone."""

    def __init__(self, api: WeChatApi) -> None:
        self._api = api

    def exchange(self, code: str) -> WeChatIdentity:
        """Exchange the one-time code of `wx.login`."""
        query = {
            "appid": self._api.appid,
            "secret": self._api.secret(),
            "js_code": code,
            "grant_type": "authorization_code",
        }
        said = self._api.get("/sns/jscode2session", query)
        identity = translate.identity(said.answer) if said.verdict is Verdict.OK else None
        if identity is None:
            raise self._api.refusal(said, _REFUSALS)
        return identity

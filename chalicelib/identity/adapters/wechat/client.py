"""WeChat's server interface (docs/partners/wechat.md)."""

from __future__ import annotations

import time
from collections.abc import Callable

from chalicelib.identity.adapters.wechat.translate import Code2Session, code2session
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.identity.ports import WeChatIdentity
from chalicelib.shared.errors import Forbidden, ServiceError, Throttled, Unauthenticated
from chalicelib.shared.partner_http import PartnerHttp

BUSY_PAUSES = (0.1, 0.4)  # seconds before asking again; a busy WeChat has not used the code up

_REFUSALS: dict[Verdict, Callable[[], ServiceError]] = {
    Verdict.CODE_INVALID: lambda: Unauthenticated("wechat_code_invalid"),
    Verdict.CODE_USED: lambda: Unauthenticated("wechat_code_used"),
    Verdict.USER_BLOCKED: lambda: Forbidden("wechat_user_blocked"),
    Verdict.TOO_FREQUENT: lambda: Throttled("wechat_too_frequent", retry_after=60),
}


class WeChatClient:
    """小程序登录 over HTTP. `secret` gives the mini-program's AppSecret at the first use."""

    def __init__(
        self, base_url: str, appid: str, secret: Callable[[], str], pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._http = PartnerHttp("wechat", base_url)
        self._appid = appid
        self._secret = secret
        self._pause = pause

    def exchange(self, code: str) -> WeChatIdentity:
        """Exchange the one-time code of `wx.login` (code2Session)."""
        answer = self._code2session(code)
        for seconds in BUSY_PAUSES:
            if answer.verdict is not Verdict.BUSY:
                break
            self._pause(seconds)
            answer = self._code2session(code)
        if answer.identity:
            return answer.identity
        raise self._refusal(answer)

    def _code2session(self, code: str) -> Code2Session:
        query = {
            "appid": self._appid,
            "secret": self._secret(),
            "js_code": code,
            "grant_type": "authorization_code",
        }
        answer = self._http.get("/sns/jscode2session", query)
        return code2session(answer.status, answer.body)

    def _refusal(self, answer: Code2Session) -> ServiceError:
        if refusal := _REFUSALS.get(answer.verdict):
            return refusal()
        return self._http.unavailable(answer.verdict.name.lower(), errcode=answer.errcode, errmsg=answer.errmsg)

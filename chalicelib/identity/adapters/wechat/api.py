"""WeChat's server interface as such: where it is, who we are, and asking again when it is busy."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.translate import Said
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.shared.errors import Forbidden, ServiceError, Throttled
from chalicelib.shared.partner_http import Answer, PartnerHttp

BUSY_PAUSES = (0.1, 0.4)  # seconds before asking again; a busy WeChat has used nothing up
_JSON = {"Content-Type": "application/json; charset=utf-8"}

Refusals = Mapping[Verdict, Callable[[], ServiceError]]
_REFUSALS: Refusals = {
    Verdict.USER_BLOCKED: lambda: Forbidden("wechat_user_blocked"),
    Verdict.TOO_FREQUENT: lambda: Throttled("wechat_too_frequent", retry_after=60),
}


class WeChatApi:
    """WeChat for one mini-program. `secret` gives its AppSecret at the first use."""

    def __init__(
        self, base_url: str, appid: str, secret: Callable[[], str], pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._http = PartnerHttp("wechat", base_url)
        self._pause = pause
        self.appid = appid
        self.secret = secret

    def get(self, path: str, query: dict[str, str]) -> Said:
        """GET; an answer of any kind, unless WeChat cannot be reached (UpstreamUnavailable)."""
        return self._patiently(lambda: self._http.get(path, query))

    def post(self, path: str, asked: Mapping[str, Any], query: dict[str, str] | None = None) -> Said:
        """POST JSON in real characters: WeChat once showed escaped ones as they stood."""
        body = json.dumps(asked, ensure_ascii=False).encode()
        return self._patiently(lambda: self._http.post(path, body, _JSON, query))

    def refusal(self, said: Said, refusals: Refusals | None = None) -> ServiceError:
        """What to raise for an answer that is none. What no caller can mend is logged and `wechat_unavailable`."""
        if refusal := {**_REFUSALS, **(refusals or {})}.get(said.verdict):
            return refusal()
        reason = "not understood" if said.verdict is Verdict.OK else said.verdict.name.lower()
        return self._http.unavailable(reason, errcode=said.errcode, errmsg=said.errmsg)

    def _patiently(self, ask: Callable[[], Answer]) -> Said:
        said = translate.said(*ask())
        for seconds in BUSY_PAUSES:
            if said.verdict is not Verdict.BUSY:
                break
            self._pause(seconds)
            said = translate.said(*ask())
        return said

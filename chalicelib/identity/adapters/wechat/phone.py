"""手机号: getuserphonenumber (docs/partners/wechat.md)."""

from __future__ import annotations

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.api import Refusals
from chalicelib.identity.adapters.wechat.server_calls import ServerCalls
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.identity.ports import PhoneNumber
from chalicelib.shared.errors import RuleViolation

PATH = "/wxa/business/getuserphonenumber"
_REFUSALS: Refusals = dict.fromkeys(
    (Verdict.CODE_INVALID, Verdict.CODE_USED), lambda: RuleViolation("wechat_phone_code_invalid")
)


class WeChatPhone:
    """Tells the phone number that a citizen let us have."""

    def __init__(self, calls: ServerCalls) -> None:
        self._calls = calls

    def number(self, code: str, openid: str | None) -> PhoneNumber:
        """Exchange the one-time code of `getPhoneNumber`; with `openid` it must be that user's."""
        asked = {"code": code, "openid": openid} if openid else {"code": code}
        said = self._calls.post(PATH, asked)
        number = translate.phone_number(said.answer, self._calls.appid) if said.verdict is Verdict.OK else None
        if number is None:
            raise self._calls.refusal(said, _REFUSALS)
        return number

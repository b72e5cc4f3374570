"""getuserphonenumber, and what the button `getPhoneNumber` gives on somebody's phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.faults import forced_errcode
from infra.local.partners.reading import number, read_object, text
from infra.local.partners.wechat.access_token import AccessTokens
from infra.local.partners.wechat.answers import error, plain
from infra.local.partners.wechat.users import new_code, openid, phone_number

LIFETIME_S = 300
CHINA = "86"


@dataclass(frozen=True)
class PhoneCode:
    """A code for a phone number. `appid` is whom the number is said to be for."""

    user: str
    country_code: str
    number: str
    appid: str
    expires_at: float


class Phone:
    """The codes that were issued and not used yet."""

    name = "phone_codes"

    def __init__(self, now: Callable[[], float], tokens: AccessTokens) -> None:
        self._now = now
        self._tokens = tokens
        self._codes: dict[str, PhoneCode] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{WECHAT_PREFIX}/wxa/business/getuserphonenumber", self.getuserphonenumber),
            web.post("/_control/wechat/phone-codes", self.issue_code),
        ]

    def remembered(self) -> Any:
        return {code: asdict(issued) for code, issued in self._codes.items()}

    def remember(self, state: Any) -> None:
        self._codes = {code: PhoneCode(**issued) for code, issued in state.items()}

    def reset(self) -> None:
        self._codes = {}

    async def issue_code(self, request: web.Request) -> web.Response:
        """`{"person": …}` → the code that the button would give on that person's phone, and the number behind it."""
        asked = await read_object(request)
        lifetime, user, code = number(asked, "expires_in", LIFETIME_S), text(asked, "person"), new_code()
        issued = PhoneCode(
            user=user,
            country_code=text(asked, "country_code", CHINA),
            number=text(asked, "number", phone_number(user)),
            appid=text(asked, "appid", WECHAT_APPID),
            expires_at=self._now() + lifetime,
        )
        self._codes[code] = issued
        return web.json_response({"code": code, "expires_in": lifetime, "number": issued.number}, status=201)

    async def getuserphonenumber(self, request: web.Request) -> web.Response:
        """POST code, and openid if it is to be looked at."""
        if errcode := forced_errcode(request) or self._tokens.refusal(request):
            return error(errcode)
        asked = await read_object(request)
        issued = self._codes.pop(str(asked.get("code")), None)
        if issued is None or issued.expires_at <= self._now() or not _is_of(issued, asked.get("openid")):
            return error(40029)
        return plain({"errcode": 0, "errmsg": "ok", "phone_info": self._info(issued)})

    def _info(self, issued: PhoneCode) -> dict[str, Any]:
        abroad = "" if issued.country_code == CHINA else f"+{issued.country_code}"
        return {
            "phoneNumber": abroad + issued.number,
            "purePhoneNumber": issued.number,
            "countryCode": issued.country_code,
            "watermark": {"timestamp": int(self._now()), "appid": issued.appid},
        }


def _is_of(issued: PhoneCode, user: Any) -> bool:
    return user is None or user == openid(WECHAT_APPID, issued.user)

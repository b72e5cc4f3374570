"""How the city speaks to its partners."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.shared.settings import setting
from chalicelib.wiring import committer, sealer, wall_clock

if TYPE_CHECKING:
    from chalicelib.cases.credit import CreditPort
    from chalicelib.identity.adapters.wechat.api import WeChatApi
    from chalicelib.identity.adapters.wechat.server_calls import ServerCalls


def partner_secret(name: str) -> str:
    """One of the secrets shared with partners, by name; all are read with the first."""
    from chalicelib.shared.partner_secrets import partner_secrets

    return partner_secrets(setting("PARTNER_SECRETS_ID"))[name]


@lru_cache(maxsize=1)
def wechat_api() -> WeChatApi:
    from chalicelib.identity.adapters.wechat.api import WeChatApi

    return WeChatApi(setting("WECHAT_BASE_URL"), setting("WECHAT_APPID"), lambda: partner_secret("wechat_secret"))


@lru_cache(maxsize=1)
def wechat_server_calls() -> ServerCalls:
    """Those that need the city's access token."""
    from chalicelib.identity.adapters.wechat.access_token import AccessTokens
    from chalicelib.identity.adapters.wechat.server_calls import ServerCalls
    from chalicelib.shared.partner_token_table import PartnerTokenTable

    api = wechat_api()
    return ServerCalls(api, AccessTokens(api, PartnerTokenTable(), committer(), sealer(), wall_clock()))


@lru_cache(maxsize=1)
def credit_platform() -> CreditPort:
    from chalicelib.cases.adapters.credit_platform.client import CreditPlatformClient

    return CreditPlatformClient(
        setting("CREDIT_PLATFORM_BASE_URL"), lambda: partner_secret("credit_platform_key"), wall_clock()
    )

"""WeChat as one container sees it, and the table that containers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from chalicelib.identity.adapters.wechat.access_token import AccessTokens
from chalicelib.identity.adapters.wechat.api import WeChatApi
from chalicelib.identity.adapters.wechat.server_calls import ServerCalls
from chalicelib.shared.clocks import Clock, WallClock
from chalicelib.shared.partner_tokens import PartnerToken
from chalicelib.shared.sealing import Sealer
from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from tests.fakes import SECRET, MemoryCommitter, MemoryWrite
from tests.partners.stand_ins import StandIns


@dataclass
class PartnerTokensInMemory:
    """The store as a dictionary. `meanwhile` is what somebody else does before the next reading."""

    items: dict[str, PartnerToken] = field(default_factory=dict)
    meanwhile: Callable[[], object] | None = None

    def partner_token(self, partner: str) -> PartnerToken | None:
        return self.items.get(partner)

    def save_partner_token(self, token: PartnerToken) -> MemoryWrite:
        if self.meanwhile:
            act, self.meanwhile = self.meanwhile, None
            act()
        return MemoryWrite(self.items, token.partner, token._replace(version=(token.version or 0) + 1), token.version)


@dataclass
class Containers:
    """Containers of one city: what they share, and each anew."""

    stand_ins: StandIns
    store: PartnerTokensInMemory = field(default_factory=PartnerTokensInMemory)
    clock: Clock = field(default_factory=WallClock)
    pauses: list[float] = field(default_factory=list)

    def tokens(self, secret: str = PARTNER_SECRETS["wechat_secret"]) -> AccessTokens:
        return AccessTokens(self.api(secret), self.store, MemoryCommitter(), Sealer(SECRET), self.clock)

    def calls(self, secret: str = PARTNER_SECRETS["wechat_secret"]) -> ServerCalls:
        return ServerCalls(self.api(secret), self.tokens(secret))

    def api(self, secret: str = PARTNER_SECRETS["wechat_secret"]) -> WeChatApi:
        return WeChatApi(f"{self.stand_ins.url}{WECHAT_PREFIX}", WECHAT_APPID, lambda: secret, self.pauses.append)

    def asked(self, path: str) -> list[dict[str, object]]:
        """The bodies that WeChat was sent at an address."""
        return [seen["body"] for seen in self.stand_ins.requests("wechat") if seen["path"].endswith(path)]

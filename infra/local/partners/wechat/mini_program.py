"""One mini-program: its parts under one name."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import WECHAT_PREFIX
from infra.local.partners.wechat.access_token import AccessTokens
from infra.local.partners.wechat.face import Face
from infra.local.partners.wechat.log_in import LogIn
from infra.local.partners.wechat.phone import Phone


class WeChat:
    """WeChat's server interface, and the phones of all its users."""

    name = "wechat"
    prefix = WECHAT_PREFIX

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        tokens = AccessTokens(now)
        self._parts = (LogIn(now), tokens, Phone(now, tokens), Face(now, tokens))

    def routes(self) -> list[web.RouteDef]:
        return [route for part in self._parts for route in part.routes()]

    def remembered(self) -> dict[str, Any]:
        return {part.name: part.remembered() for part in self._parts}

    def remember(self, state: dict[str, Any]) -> None:
        for part in self._parts:
            if part.name in state:
                part.remember(state[part.name])

    def reset(self) -> None:
        for part in self._parts:
            part.reset()

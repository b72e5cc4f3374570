"""Calls that WeChat answers to our server only, known by its access token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.identity.adapters.wechat.access_token import AccessTokens
from chalicelib.identity.adapters.wechat.api import Refusals, WeChatApi
from chalicelib.identity.adapters.wechat.translate import Said
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.shared.errors import ServiceError


class ServerCalls:
    """POSTs with the token; a refused one is replaced once, then once by force."""

    def __init__(self, api: WeChatApi, tokens: AccessTokens) -> None:
        self._api = api
        self._tokens = tokens
        self.appid = api.appid

    def post(self, path: str, asked: Mapping[str, Any]) -> Said:
        """An answer of any kind, unless WeChat cannot be reached (UpstreamUnavailable)."""
        token = self._tokens.current()
        said = self._posted(path, asked, token)
        for force in (False, True):
            if said.verdict is not Verdict.TOKEN_REFUSED:
                break
            if another := self._tokens.instead_of(token, force=force):
                token = another
                said = self._posted(path, asked, token)
        return said

    def refusal(self, said: Said, refusals: Refusals | None = None) -> ServiceError:
        """What to raise for an answer that is none."""
        return self._api.refusal(said, refusals)

    def _posted(self, path: str, asked: Mapping[str, Any], token: str) -> Said:
        return self._api.post(path, asked, {"access_token": token})

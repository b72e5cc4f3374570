"""getverifyid and queryverifyinfo, and somebody who looks into the camera of a phone."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from aiohttp import web

from infra.local.partners.accounts import WECHAT_PREFIX
from infra.local.partners.faults import forced_errcode
from infra.local.partners.reading import number, read_object, text
from infra.local.partners.wechat.access_token import AccessTokens
from infra.local.partners.wechat.answers import error, plain

LIFETIME_S = 3600
PASSED, PARAMETER_WRONG, NOT_THE_SAME, LEFT = 10000, 10001, 10004, 90024


@dataclass(frozen=True)
class Attempt:
    """A verification. `verify_ret` is how it ended; until somebody faces the camera, as if they had left."""

    out_seq_no: str
    cert_name: str
    cert_hash: str
    openid: str
    expires_at: float
    verify_ret: int = LEFT


class Face:
    """The attempts, and how the next ones are to end."""

    name = "faces"

    def __init__(self, now: Callable[[], float], tokens: AccessTokens) -> None:
        self._now = now
        self._tokens = tokens
        self._attempts: dict[str, Attempt] = {}
        self._coming: list[int] = []

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{WECHAT_PREFIX}/cityservice/face/identify/getverifyid", self.getverifyid),
            web.post(f"{WECHAT_PREFIX}/cityservice/face/identify/queryverifyinfo", self.queryverifyinfo),
            web.post("/_control/wechat/faces", self.face),
            web.post("/_control/wechat/verify-rets", self.decide),
        ]

    def remembered(self) -> Any:
        return {verify_id: asdict(attempt) for verify_id, attempt in self._attempts.items()}

    def remember(self, state: Any) -> None:
        self._attempts = {verify_id: Attempt(**attempt) for verify_id, attempt in state.items()}

    def reset(self) -> None:
        self._attempts, self._coming = {}, []

    async def getverifyid(self, request: web.Request) -> web.Response:
        """POST out_seq_no, cert_info (cert_type, cert_name, cert_no) and openid."""
        if errcode := forced_errcode(request) or self._tokens.refusal(request):
            return error(errcode)
        asked = await read_object(request)
        holder = asked.get("cert_info")
        if not isinstance(holder, dict) or holder.get("cert_type") != "IDENTITY_CARD":
            return error(47001)
        verify_id = secrets.token_urlsafe(96)
        self._attempts[verify_id] = Attempt(
            out_seq_no=text(asked, "out_seq_no"),
            cert_name=text(holder, "cert_name"),
            cert_hash=_hash("IDENTITY_CARD", text(holder, "cert_name"), text(holder, "cert_no")),
            openid=text(asked, "openid"),
            expires_at=self._now() + LIFETIME_S,
        )
        return plain({"errcode": 0, "errmsg": "ok", "verify_id": verify_id, "expires_in": LIFETIME_S})

    async def queryverifyinfo(self, request: web.Request) -> web.Response:
        """POST verify_id, out_seq_no, cert_hash and openid, all as at the beginning."""
        if errcode := forced_errcode(request) or self._tokens.refusal(request):
            return error(errcode)
        return plain({"errcode": 0, "errmsg": "ok", "verify_ret": self._result(await read_object(request))})

    async def face(self, request: web.Request) -> web.Response:
        """`{"verify_id": …, "person": …}`: that person looks into the camera. Whoever it is for passes."""
        asked = await read_object(request)
        attempt = self._attempts.get(text(asked, "verify_id"))
        if attempt is None:
            raise web.HTTPNotFound(text="no such verify_id")
        seen = PASSED if text(asked, "person", attempt.cert_name) == attempt.cert_name else NOT_THE_SAME
        verify_ret = self._coming.pop(0) if self._coming else seen
        self._attempts[asked["verify_id"]] = replace(attempt, verify_ret=verify_ret)
        return web.json_response({"verify_ret": verify_ret})

    async def decide(self, request: web.Request) -> web.Response:
        """`{"verify_ret": 10003, "times": 1}`: how the next attempts end, whoever looks into the camera."""
        asked = await read_object(request)
        self._coming += [int(number(asked, "verify_ret", PASSED))] * int(number(asked, "times", 1))
        return web.json_response({"coming": self._coming}, status=201)

    def _result(self, asked: dict[str, Any]) -> int:
        attempt = self._attempts.get(str(asked.get("verify_id")))
        if attempt is None or attempt.expires_at <= self._now():
            return PARAMETER_WRONG
        same = all(asked.get(name) == getattr(attempt, name) for name in ("out_seq_no", "cert_hash", "openid"))
        return attempt.verify_ret if same else PARAMETER_WRONG


def _hash(*certificate: str) -> str:
    kind, name, no = (base64.b64encode(part.encode()).decode() for part in certificate)
    return hashlib.sha256(f"cert_type={kind}&cert_name={name}&cert_no={no}".encode()).hexdigest()

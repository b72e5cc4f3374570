"""code2Session's answer in our words: pure."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from chalicelib.identity.adapters.wechat.vocabulary import Verdict, verdict
from chalicelib.identity.ports import WeChatIdentity

_OPENID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/=]{1,64}", re.ASCII)
_ERRMSG_LENGTH = 200


class Code2Session(NamedTuple):
    """`identity` is there if and only if the verdict is OK. `errcode` and `errmsg` (with its rid) are for the log."""

    verdict: Verdict
    identity: WeChatIdentity | None = None
    errcode: object = None
    errmsg: str = ""


def code2session(status: int, body: bytes) -> Code2Session:
    """Read an answer. The content type is not looked at (text/plain comes), nor is errmsg compared."""
    answer = _object(body)
    if status != 200 or answer is None:
        return Code2Session(Verdict.UNKNOWN, errcode=f"http {status}")
    errcode = answer.get("errcode")
    found = verdict(errcode)
    if found is Verdict.OK:
        return _identified(answer)
    return Code2Session(found, errcode=errcode, errmsg=str(answer.get("errmsg", ""))[:_ERRMSG_LENGTH])


def _identified(answer: dict[str, object]) -> Code2Session:
    openid, session_key = answer.get("openid"), answer.get("session_key")
    if not (isinstance(openid, str) and _OPENID.fullmatch(openid)):
        return Code2Session(Verdict.UNKNOWN, errcode="openid missing")
    if not (isinstance(session_key, str) and _SESSION_KEY.fullmatch(session_key)):
        return Code2Session(Verdict.UNKNOWN, errcode="session_key missing")
    return Code2Session(Verdict.OK, WeChatIdentity(openid, session_key))


def _object(body: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

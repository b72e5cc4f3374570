"""WeChat's questions and answers in our words: pure."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib.identity.adapters.wechat.vocabulary import Verdict, verdict
from chalicelib.identity.ports import FaceAttempt, PhoneNumber, WeChatIdentity

IDENTITY_CARD = "IDENTITY_CARD"
_OPENID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/=]{1,64}", re.ASCII)
_TOKEN = re.compile(r"[!-~]{1,512}", re.ASCII)
_VERIFY_ID = re.compile(r"[!-~]{1,256}", re.ASCII)
_COUNTRY_CODE = re.compile(r"[0-9]{1,4}", re.ASCII)
_PHONE_NUMBER = re.compile(r"[0-9]{4,15}", re.ASCII)
_ERRMSG_LENGTH = 200
_LONGEST = 86_400  # seconds; what WeChat gives is good for two hours at most


class Said(NamedTuple):
    """An answer. `errcode` and `errmsg` (with its rid) are for the log; errmsg is never compared."""

    verdict: Verdict
    answer: dict[str, Any]
    errcode: object = None
    errmsg: str = ""


class Token(NamedTuple):
    """An access token, and for how many seconds it is still good."""

    token: str
    expires_in: int


def said(status: int, body: bytes) -> Said:
    """Read an answer; the content type is not looked at (text/plain comes)."""
    answer = _object(body)
    if status != 200 or answer is None:
        return Said(Verdict.UNKNOWN, {}, f"http {status}")
    errcode = answer.get("errcode")
    told = errcode if errcode is None or type(errcode) is int else type(errcode).__name__
    return Said(verdict(errcode), answer, told, str(answer.get("errmsg", ""))[:_ERRMSG_LENGTH])


def identity(answer: dict[str, Any]) -> WeChatIdentity | None:
    """Who logged in (code2Session); None if that is not what was answered."""
    openid, session_key = answer.get("openid"), answer.get("session_key")
    if _is(_OPENID, openid) and _is(_SESSION_KEY, session_key):
        return WeChatIdentity(str(openid), str(session_key))
    return None


def token(answer: dict[str, Any]) -> Token | None:
    """The access token (stable_token)."""
    given, expires_in = answer.get("access_token"), _seconds(answer)
    return Token(str(given), expires_in) if _is(_TOKEN, given) and expires_in else None


def phone_number(answer: dict[str, Any], appid: str) -> PhoneNumber | None:
    """The phone number (getuserphonenumber), if it was given to our mini-program."""
    info = answer.get("phone_info")
    watermark = info.get("watermark") if isinstance(info, dict) else None
    if not isinstance(info, dict) or not isinstance(watermark, dict) or watermark.get("appid") != appid:
        return None
    country_code, number = info.get("countryCode"), info.get("purePhoneNumber")
    if _is(_COUNTRY_CODE, country_code) and _is(_PHONE_NUMBER, number):
        return PhoneNumber(str(country_code), str(number))
    return None


def face_attempt(answer: dict[str, Any]) -> FaceAttempt | None:
    """The id of a face verification to begin (getverifyid)."""
    verify_id, expires_in = answer.get("verify_id"), _seconds(answer)
    return FaceAttempt(str(verify_id), expires_in) if _is(_VERIFY_ID, verify_id) and expires_in else None


def verify_ret(answer: dict[str, Any]) -> int | None:
    """How a face verification ended (queryverifyinfo)."""
    given = answer.get("verify_ret")
    return given if type(given) is int else None


def cert_hash(name: str, number: str) -> str:
    """By which WeChat finds whether we ask about the certificate that we began with: hexadecimal SHA-256."""
    parts = {"cert_type": IDENTITY_CARD, "cert_name": name, "cert_no": number}
    line = "&".join(f"{part}={b64encode(value.encode()).decode()}" for part, value in parts.items())
    return sha256(line.encode()).hexdigest()


def _is(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _seconds(answer: dict[str, Any]) -> int:
    """`expires_in`; 0 for anything that is no such figure."""
    expires_in = answer.get("expires_in")
    return expires_in if type(expires_in) is int and 0 < expires_in <= _LONGEST else 0


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

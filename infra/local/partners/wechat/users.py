"""The mini-program's users: any text is one."""

from __future__ import annotations

import base64
import hashlib
import secrets


def openid(appid: str, user: str) -> str:
    """28 characters: the same for the same user of the same mini-program."""
    digest = hashlib.sha256(f"{appid}\n{user}".encode()).digest()
    return "o" + base64.urlsafe_b64encode(digest).decode()[:27]


def phone_number(user: str) -> str:
    """A synthetic mobile number: the same for the same user."""
    return f"1990000{int(hashlib.sha256(user.encode()).hexdigest(), 16) % 10_000:04d}"


def new_code() -> str:
    """33 characters, as WeChat's one-time codes are in practice."""
    return "0" + secrets.token_hex(15) + "w3"

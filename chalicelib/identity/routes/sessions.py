"""Sessions, and the keys that verify their tokens."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.sessions.credentials import Credentials
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.wiring import identity
from chalicelib.wiring import sessions as wiring

routes = Routes("identity")

PUBLIC = Access(public=True)
ANYONE = Access(citizens=True, any_staff=True)
KEYS_FRESH_SECONDS = 300


@routes.post("/sessions/wechat", access=PUBLIC, body="WeChatLogIn", answer="Tokens", idempotent=False)
def open_wechat_session(call: Call) -> dict[str, Any]:
    """微信登录 — exchange the code of wx.login for tokens."""
    return wiring.citizen_log_in().open(call.body.code, _device(call))


@routes.post("/sessions/staff", access=PUBLIC, body="StaffLogIn", answer="Tokens", idempotent=False)
def open_staff_session(call: Call) -> dict[str, Any]:
    """工作人员登录 — number, password and one-time code for tokens."""
    given = Credentials(staff_number(call.body.staff_no), call.body.password, call.body.totp_code)
    return wiring.staff_log_in().open(given, call.source_ip, _device(call))


@routes.post("/sessions/refresh", access=PUBLIC, body="Refresh", answer="Tokens", idempotent=False)
def refresh_session(call: Call) -> dict[str, Any]:
    """续期 — exchange a refresh token for a new pair."""
    return wiring.sessions().refresh(call.body.refresh_token)


@routes.delete("/sessions/current", access=ANYONE)
def end_session(call: Call) -> Reply:
    """退出登录 — end the session that the token belongs to."""
    wiring.sessions().end(call.caller.session_id)
    return Reply(None)


@routes.get("/.well-known/jwks.json", access=PUBLIC, answer="Jwks")
def show_keys(call: Call) -> Reply:
    """验签公钥 — the public keys of access tokens (RFC 7517)."""
    fresh = {"Cache-Control": f"public, max-age={KEYS_FRESH_SECONDS}"}
    return Reply({"keys": identity.identity_service().public_keys()}, headers=fresh)


def _device(call: Call) -> str | None:
    return call.body.device["name"].strip() if call.body.device else None

"""Sessions, and the keys that verify their tokens."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.wiring import identity as wiring

routes = Routes("identity")

PUBLIC = Access(public=True)
ANYONE = Access(citizens=True, any_staff=True)
KEYS_FRESH_SECONDS = 300


@routes.post("/sessions/wechat", access=PUBLIC, body="WeChatLogIn", answer="Tokens", idempotent=False)
def open_wechat_session(call: Call) -> dict[str, Any]:
    """微信登录 — exchange the code of wx.login for tokens."""
    return wiring.sessions().open_by_wechat(call.body.code)


@routes.post("/sessions/staff", access=PUBLIC, body="StaffLogIn", answer="Tokens", idempotent=False)
def open_staff_session(call: Call) -> dict[str, Any]:
    """工作人员登录 — number and password for tokens."""
    return wiring.sessions().open_by_password(call.body.staff_no, call.body.password)


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
    return Reply({"keys": wiring.identity_service().public_keys()}, headers=fresh)

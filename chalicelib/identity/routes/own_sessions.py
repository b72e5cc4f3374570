"""What people see and end of their own log-ins, and what happened to their account."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.wiring import sessions as wiring

routes = Routes("identity")

ANYONE = Access(citizens=True, any_staff=True)


@routes.get("/me/sessions", access=ANYONE, answer="OwnSessions")
def list_my_sessions(call: Call) -> dict[str, Any]:
    """我的登录 — where the caller is logged in."""
    return wiring.own_sessions().shown(call.caller)


@routes.delete("/me/sessions/{session_id}", access=ANYONE)
def end_my_session(call: Call, session_id: str) -> Reply:
    """下线设备 — end one of the caller's sessions."""
    wiring.own_sessions().end(call.caller, session_id)
    return Reply(None)


@routes.get("/me/account-events", access=Access(citizens=True), query="PageQuery", answer="AccountEvents")
def list_account_events(call: Call) -> dict[str, Any]:
    """账号动态 — what happened to the caller's account, newest first."""
    return wiring.account_events().shown(call.caller, call.query.limit, call.query.cursor)

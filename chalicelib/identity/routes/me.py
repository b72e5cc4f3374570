"""The caller about themselves: who they are, and proving it."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import identity as wiring
from chalicelib.wiring import staff

routes = Routes("identity")


@routes.get("/me", access=Access(citizens=True, any_staff=True), answer="Me")
def show_me(call: Call) -> dict[str, Any]:
    """我的信息 — the caller, masked."""
    if call.caller.kind == "staff":
        return staff.staff_accounts().me(call.caller)
    return wiring.identity_service().me(call.caller)


@routes.post(
    "/me/verifications",
    access=Access(citizens=True),
    body="NewVerification",
    answer="Verification",
)
def verify_me(call: Call) -> dict[str, Any]:
    """实名认证 — prove by name and number who the caller is."""
    return wiring.verifications().verify(call.caller, call.body.name.strip(), call.body.resident_id, call.once)

"""What staff do about their own account, whatever posts they hold."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import staff as wiring

routes = Routes("staff")

STAFF = Access(any_staff=True)


@routes.post("/me/password", access=STAFF, body="PasswordChange", answer="DutiesLeft")
def change_password(call: Call) -> dict[str, Any]:
    """修改口令 — replace the password; refresh the tokens afterwards."""
    return wiring.own_account().change_password(call.body.old, call.body.new, call.caller, call.once)


@routes.post("/me/second-factor", access=STAFF, body="OwnPassword", answer="SecondFactorSeed")
def begin_second_factor(call: Call) -> dict[str, Any]:
    """申请绑定动态口令 — a seed for an authenticator, shown once, for one's password."""
    return wiring.own_account().begin_second_factor(call.body.password, call.caller, call.once)


@routes.post("/me/second-factor/confirmation", access=STAFF, body="SecondFactorCode", answer="DutiesLeft")
def confirm_second_factor(call: Call) -> dict[str, Any]:
    """确认绑定动态口令 — put the seed in force by a code of it; refresh the tokens afterwards."""
    return wiring.own_account().confirm_second_factor(call.body.totp_code, call.caller, call.once)

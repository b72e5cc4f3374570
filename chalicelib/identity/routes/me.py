"""The caller about themselves: who they are, their accounts, and closing them."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import identity, persons, staff

routes = Routes("identity")

CITIZEN = Access(citizens=True)


@routes.get("/me", access=Access(citizens=True, any_staff=True), answer="Me")
def show_me(call: Call) -> dict[str, Any]:
    """我的信息 — the caller, masked."""
    if call.caller.kind == "staff":
        return staff.own_account().me(call.caller)
    return identity.identity_service().me(call.caller)


@routes.post("/me/phone", CITIZEN, body="PhoneCode", answer="Phone")
def confirm_my_phone(call: Call) -> dict[str, Any]:
    """确认手机号 — let the city have the phone number that WeChat has checked."""
    return persons.phones().confirm(call.caller, call.body.code, call.once)


@routes.get("/me/accounts", CITIZEN, answer="AccountList")
def list_my_accounts(call: Call) -> dict[str, Any]:
    """我的账号 — all accounts that act for the caller, masked."""
    return persons.accounts().of(call.caller)


@routes.post("/me/accounts/{account_id}/unbinding", CITIZEN, body="Nothing", answer="Unbinding")
def unbind_my_account(call: Call, account_id: str) -> dict[str, Any]:
    """解除绑定 — let one of the caller's accounts go; its sessions end."""
    return persons.accounts().unbind(call.caller, account_id, call.once)


@routes.post("/me/closure", CITIZEN, body="Nothing", answer="Closure")
def close_my_accounts(call: Call) -> dict[str, Any]:
    """申请注销 — ask that all accounts be closed and personal data be erased; says what will happen, and what not."""
    return persons.closing().request(call.caller, call.once)


@routes.post("/me/closure/withdrawal", CITIZEN, body="Nothing", answer="ClosureWithdrawal")
def withdraw_my_closure(call: Call) -> dict[str, Any]:
    """撤回注销 — take the request back while there is time."""
    return persons.closing().withdraw(call.caller, call.once)

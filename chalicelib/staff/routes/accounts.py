"""Accounts of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.wiring import staff as wiring

if TYPE_CHECKING:
    from chalicelib.staff.scopes import Scope

routes = Routes("staff")

ADMINISTRATOR = Access(roles=frozenset({Role.ADMINISTRATOR}))
SECURITY_ADMINISTRATOR = Access(roles=frozenset({Role.SECURITY_ADMINISTRATOR}))
KEEPERS = Access(roles=frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR}))


@routes.get("/staff", access=KEEPERS, query="StaffQuery", answer="StaffList")
def list_staff(call: Call) -> dict[str, Any]:
    """工作人员列表 — accounts of staff, all or a department's."""
    asked = call.query
    return wiring.staff_accounts().listed(asked.department, asked.state, asked.limit, asked.cursor)


@routes.post("/staff", access=ADMINISTRATOR, body="NewStaffMember", answer="StaffMember")
def register_staff(call: Call) -> dict[str, Any]:
    """登记工作人员 — open an account for a member of staff, with a temporary password."""
    from chalicelib.staff.registering import NewStaff

    body = call.body
    new = NewStaff(staff_number(body.staff_no), body.name.strip(), body.password, _scope(body))
    return wiring.registering().register(new, call.caller, call.once)


@routes.get("/staff/{staff_no}", access=KEEPERS, answer="StaffMember")
def show_staff(call: Call, staff_no: str) -> dict[str, Any]:
    """查看工作人员 — an account of staff."""
    return wiring.staff_accounts().shown(staff_number(staff_no))


@routes.put("/staff/{staff_no}", access=ADMINISTRATOR, body="StaffScope", answer="StaffMember", if_match=True)
def change_staff(call: Call, staff_no: str) -> dict[str, Any]:
    """变更岗位权限 — give somebody other posts; their tokens have to be refreshed."""
    return wiring.staff_accounts().change(staff_number(staff_no), _scope(call.body), call.if_match or 0, call.caller)


@routes.post("/staff/{staff_no}/departure", access=ADMINISTRATOR, body="Nothing", answer="StaffMember")
def let_staff_depart(call: Call, staff_no: str) -> dict[str, Any]:
    """人员离职 — close an account: every session ends with its next request."""
    return wiring.staff_accounts().depart(staff_number(staff_no), call.caller, call.once)


@routes.post("/staff/{staff_no}/password-reset", access=ADMINISTRATOR, body="PasswordReset", answer="StaffMember")
def reset_password(call: Call, staff_no: str) -> dict[str, Any]:
    """重置口令 — a temporary password, to be changed at the next log-in."""
    return wiring.securing().reset_password(staff_number(staff_no), call.body.password, call.caller, call.once)


@routes.post("/staff/{staff_no}/unlocking", access=ADMINISTRATOR, body="Nothing", answer="StaffMember")
def unlock_staff(call: Call, staff_no: str) -> dict[str, Any]:
    """解除登录锁定 — let somebody try again who has failed too often to log in."""
    return wiring.securing().unlock(staff_number(staff_no), call.caller, call.once)


@routes.post(
    "/staff/{staff_no}/second-factor-reset", access=SECURITY_ADMINISTRATOR, body="Nothing", answer="StaffMember"
)
def reset_second_factor(call: Call, staff_no: str) -> dict[str, Any]:
    """解除动态口令 — take a second factor away, as when a telephone is lost."""
    return wiring.securing().reset_second_factor(staff_number(staff_no), call.caller, call.once)


def _scope(body: Any) -> Scope:
    from chalicelib.staff.records import Held
    from chalicelib.staff.scopes import Scope

    held = (Held(post["department"], post["post_code"], tuple(post["divisions"])) for post in body.posts)
    return Scope(frozenset(map(Role, body.roles)), tuple(body.departments), tuple(body.divisions), tuple(held))

"""The directory of staff."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import staff as wiring

routes = Routes("staff")

ADMINISTRATOR = Access(roles=frozenset({Role.ADMINISTRATOR}))


@routes.post("/staff", access=ADMINISTRATOR, body="NewStaffMember", answer="StaffMember")
def register_staff(call: Call) -> dict[str, Any]:
    """登记工作人员 — open an account for a member of staff."""
    from chalicelib.staff.accounts import NewStaff

    body = call.body
    new = NewStaff(
        body.staff_no,
        body.name.strip(),
        body.password,
        frozenset(map(Role, body.roles)),
        tuple(body.departments),
        tuple(body.divisions),
    )
    return wiring.staff_accounts().register(new, call.caller, call.once)


@routes.get("/staff/{staff_no}", access=ADMINISTRATOR, answer="StaffMember")
def show_staff(call: Call, staff_no: str) -> dict[str, Any]:
    """查看工作人员 — an account of staff."""
    return wiring.staff_accounts().shown(staff_no)

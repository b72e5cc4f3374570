"""AB 岗: who does whose work."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.wiring import staff as wiring

routes = Routes("staff")

MANAGERS = Access(roles=frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}))


@routes.post("/staff/{staff_no}/stand-ins", access=MANAGERS, body="NewStandIn", answer="StandInBody")
def appoint_stand_in(call: Call, staff_no: str) -> dict[str, Any]:
    """安排顶岗 — let a colleague do somebody's work for some days."""
    from chalicelib.staff.stand_ins import Appointment

    body = call.body
    colleague, deputy = staff_number(staff_no), staff_number(body.stand_in)
    wanted = Appointment(colleague, deputy, body.from_on, body.until_on, body.reason)
    return wiring.stand_ins().appoint(wanted, call.caller, call.once)


@routes.get("/staff/{staff_no}/stand-ins", access=MANAGERS, answer="StandInList")
def list_stand_ins(call: Call, staff_no: str) -> dict[str, Any]:
    """顶岗安排 — who does somebody's work, lately, now and later."""
    return wiring.stand_ins().listed(staff_number(staff_no), call.caller)


@routes.post(
    "/staff/{staff_no}/stand-ins/{stand_in_id}/revocation", access=MANAGERS, body="Nothing", answer="StandInBody"
)
def dismiss_stand_in(call: Call, staff_no: str, stand_in_id: str) -> dict[str, Any]:
    """终止顶岗 — end a stand-in before its time."""
    return wiring.stand_ins().dismiss(staff_number(staff_no), stand_in_id, call.caller, call.once)

"""Windows of halls, and the portal of who works at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import windows as wiring

if TYPE_CHECKING:
    from chalicelib.windows.keeping import Described

routes = Routes("windows")

MANAGERS = Access(roles=frozenset({Role.HALL_MANAGER}))
DESK = Access(roles=frozenset({Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER}))


@routes.post("/windows", access=MANAGERS, body="NewWindow", answer="WindowBody")
def open_window(call: Call) -> dict[str, Any]:
    """开设窗口 — open a window of a division."""
    return wiring.window_keeping().open(call.body.division_code, _described(call.body), call.caller, call.once)


@routes.get("/windows", access=DESK, query="WindowsQuery", answer="Windows")
def list_windows(call: Call) -> dict[str, Any]:
    """窗口列表 — the windows of a division, and which mandatory ones it lacks."""
    return wiring.window_keeping().listed(call.query.division, call.caller)


@routes.get("/windows/{window_id}", access=DESK, answer="WindowBody")
def show_window(call: Call, window_id: str) -> dict[str, Any]:
    """查看窗口 — a window."""
    return wiring.window_keeping().shown(window_id, call.caller)


@routes.put("/windows/{window_id}", access=MANAGERS, body="DescribedWindow", answer="WindowBody", if_match=True)
def change_window(call: Call, window_id: str) -> dict[str, Any]:
    """变更窗口 — describe a window anew: what it serves, who sits there, when it is open, what it may do."""
    return wiring.window_keeping().change(window_id, _described(call.body), call.if_match or 0, call.caller)


@routes.post("/windows/{window_id}/closure", access=MANAGERS, body="Nothing", answer="WindowBody")
def close_window(call: Call, window_id: str) -> dict[str, Any]:
    """关闭窗口 — close a window for good."""
    return wiring.window_keeping().close(window_id, call.caller, call.once)


@routes.get("/desk/windows", access=DESK, answer="OwnPortal")
def show_portal(call: Call) -> dict[str, Any]:
    """我的窗口 — where the caller sits today, and the functions that their posts allow."""
    return wiring.portal().of(call.caller)


def _described(body: Any) -> Described:
    from chalicelib.shared.staff_numbers import staff_number
    from chalicelib.windows.keeping import Described
    from chalicelib.windows.rules import Hours, Kind, Power

    return Described(
        window_no=body.window_no,
        name=body.name.strip(),
        hall=body.hall.strip(),
        kind=Kind(body.kind),
        departments=_once(body.departments),
        item_codes=_once(body.item_codes),
        staff=_once(map(staff_number, body.staff)),
        hours=tuple(Hours(one["weekday"], one["from"], one["until"]) for one in body.hours),
        powers=tuple(sorted(set(map(Power, body.powers)))),
        exclusive=body.exclusive,
    )


def _once(named: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(named))

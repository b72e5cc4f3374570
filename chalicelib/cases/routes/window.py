"""The window: taking applications in from who is present, and handing their papers over to other places."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.collecting import arriving, lists, sending
from chalicelib.cases.intake import at_window
from chalicelib.cases.intake.at_window import Asked
from chalicelib.cases.routes.access import desk as staff
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")

CLERKS = staff(Role.CLERK)


@routes.post("/desk/cases", CLERKS, body="NewCaseAtWindow", answer="TakenIn")
def take_in_case(call: Call) -> dict[str, Any]:
    """窗口收件 — begin an application for somebody who is present."""
    said = call.body
    asked = Asked(said.verification_id, said.item_code, said.division_code, said.answers, said.on_behalf_of)
    return at_window.begin(wiring.cases(), call.caller, asked, call.once)


@routes.get("/desk/cases", CLERKS, query="PlaceQuery", answer="TakenInList")
def list_taken_in(call: Call) -> dict[str, Any]:
    """窗口收件列表 — what the windows of a place took in, and how it stands."""
    asked = call.query
    return at_window.taken_in(wiring.cases(), call.caller, asked.division, asked.limit, asked.cursor)


@routes.post("/desk/handovers", CLERKS, body="NewHandover", answer="HandoverSent")
def hand_over(call: Call) -> dict[str, Any]:
    """移交清单 — send the papers of cases that were collected for another place, with a numbered list."""
    said = call.body
    to = (said.to_division, said.to_department)
    return sending.hand_over(wiring.cases(), call.caller, to, said.case_ids, call.once)


@routes.get("/desk/handovers", CLERKS, query="HandoverQuery", answer="HandoverList")
def list_handovers(call: Call) -> dict[str, Any]:
    """移交清单列表 — the lists that a place sent, or that are on their way to it."""
    asked = call.query
    return lists.listed(wiring.cases(), call.caller, asked.division, asked.direction, asked.limit, asked.cursor)


@routes.get("/desk/handovers/{list_no}", CLERKS, answer="HandoverBody")
def show_handover(call: Call, list_no: str) -> dict[str, Any]:
    """查看移交清单 — a list with its cases and their papers."""
    return lists.one(wiring.cases(), call.caller, list_no)


@routes.post("/desk/handovers/{list_no}/receipt", CLERKS, body="HandoverReceipt", answer="HandoverBody")
def receive_handover(call: Call, list_no: str) -> dict[str, Any]:
    """接收移交材料 — everything on the list came, but for what is named."""
    return arriving.receive(wiring.cases(), call.caller, list_no, call.body.missing, call.once)

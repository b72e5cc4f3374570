"""The desk: the queue, tasks, and the legal acts of staff."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import desk, tasks
from chalicelib.cases.routes.access import AT_THE_DESK
from chalicelib.cases.routes.access import desk as staff
from chalicelib.cases.rules import DecisionResult
from chalicelib.shared.access import Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.get("/desk/tasks", AT_THE_DESK, query="QueueQuery", answer="TaskList")
def list_tasks(call: Call) -> dict[str, Any]:
    """待办任务 — the open tasks of one office."""
    asked = call.query
    return tasks.queue(wiring.cases(), call.caller, asked.department, asked.division, asked.limit, asked.cursor)


@routes.post("/desk/tasks/{task_id}/claim", AT_THE_DESK, body="Nothing", answer="TaskBody", status=200)
def claim_task(call: Call, task_id: str) -> dict[str, Any]:
    """认领任务 — take a task."""
    return tasks.claim(wiring.cases(), call.caller, task_id, call.once)


@routes.post("/desk/tasks/{task_id}/release", AT_THE_DESK, body="Nothing", answer="TaskBody", status=200)
def release_task(call: Call, task_id: str) -> dict[str, Any]:
    """退回任务 — give a task back to the queue."""
    return tasks.release(wiring.cases(), call.caller, task_id, call.once)


@routes.post("/desk/tasks/{task_id}/completion", AT_THE_DESK, body="Completion", answer="Completed", status=200)
def complete_task(call: Call, task_id: str) -> dict[str, Any]:
    """完成任务 — end a step with its outcome."""
    said = call.body
    return tasks.complete(wiring.cases(), call.caller, task_id, said.outcome, said.opinion, call.once)


@routes.post("/cases/{case_id}/acceptance", staff(Role.CLERK), body="Nothing", answer="CaseBody")
def accept_case(call: Call, case_id: str) -> dict[str, Any]:
    """受理 — accept the application; the limits run from here."""
    return desk.accept(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/declination", staff(Role.CLERK), body="Reasons", answer="CaseBody")
def decline_case(call: Call, case_id: str) -> dict[str, Any]:
    """不予受理 — decline the application, with reasons."""
    return desk.decline(wiring.cases(), call.caller, case_id, call.body.reasons, call.once)


@routes.post("/cases/{case_id}/correction-request", staff(Role.CLERK), body="Notice", answer="CaseBody")
def request_correction(call: Call, case_id: str) -> dict[str, Any]:
    """补正告知 — tell once everything that must be corrected."""
    return desk.request_correction(wiring.cases(), call.caller, case_id, call.body.notice, call.once)


@routes.post("/cases/{case_id}/decision", staff(Role.CHIEF_REPRESENTATIVE), body="DecisionInput", answer="CaseBody")
def decide_case(call: Call, case_id: str) -> dict[str, Any]:
    """作出决定 — grant or refuse."""
    result = DecisionResult(call.body.result)
    return desk.decide(wiring.cases(), call.caller, case_id, result, call.body.reasons, call.once)


@routes.post("/cases/{case_id}/conclusion", staff(Role.CLERK), body="Nothing", answer="CaseBody")
def conclude_case(call: Call, case_id: str) -> dict[str, Any]:
    """办结 — conclude the case."""
    return desk.conclude(wiring.cases(), call.caller, case_id, call.once)


@routes.post("/cases/{case_id}/service-of-result", staff(Role.CLERK), body="Service", answer="CaseBody")
def serve_result(call: Call, case_id: str) -> dict[str, Any]:
    """送达 — record how the result reached the applicant."""
    return desk.serve(wiring.cases(), call.caller, case_id, call.body.manner, call.once)

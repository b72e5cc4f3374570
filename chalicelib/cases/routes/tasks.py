"""Tasks: the queue of an office, and taking, giving back and ending one."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.routes.access import AT_THE_DESK
from chalicelib.cases.work import tasks
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

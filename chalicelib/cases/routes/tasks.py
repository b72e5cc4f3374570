"""Tasks: the queue of an office, and taking, giving back and ending one."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.routes.access import AT_THE_DESK
from chalicelib.cases.work import consulting, queueing, tasks, transferring
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.get("/desk/tasks", AT_THE_DESK, query="QueueQuery", answer="TaskList")
def list_tasks(call: Call) -> dict[str, Any]:
    """待办任务 — the open tasks of one office, the most urgent first."""
    return queueing.queue(wiring.cases(), call.caller, call.query)


@routes.get("/desk/task-counts", AT_THE_DESK, query="OfficeQuery", answer="TaskCounts")
def count_tasks(call: Call) -> dict[str, Any]:
    """待办统计 — how much is open in one office."""
    return queueing.counts(wiring.cases(), call.caller, call.query.department, call.query.division)


@routes.get("/desk/consultations", AT_THE_DESK, query="PageQuery", answer="TaskList")
def list_questions(call: Call) -> dict[str, Any]:
    """待答复意见 — what colleagues have asked one and is not answered."""
    return queueing.questions(wiring.cases(), call.caller, call.query.limit, call.query.cursor)


@routes.get("/desk/tasks/{task_id}", AT_THE_DESK, answer="Worksheet")
def open_task(call: Call, task_id: str) -> dict[str, Any]:
    """审查工作单 — a task with the case, its papers and the points to examine them by."""
    from chalicelib.cases.work import worksheet

    return worksheet.worksheet(wiring.cases(), call.caller, task_id)


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


@routes.post("/desk/tasks/{task_id}/return", AT_THE_DESK, body="ReturnToStep", answer="Completed", status=200)
def return_task(call: Call, task_id: str) -> dict[str, Any]:
    """退回前一环节 — give a step back to an earlier one."""
    return tasks.send_back(wiring.cases(), call.caller, task_id, call.body.to_step, call.body.reason, call.once)


@routes.post("/desk/tasks/{task_id}/transfer", AT_THE_DESK, body="Transfer", answer="TaskBody", status=200)
def transfer_task(call: Call, task_id: str) -> dict[str, Any]:
    """转办 — hand a task to a colleague of the office."""
    return transferring.transfer(wiring.cases(), call.caller, task_id, call.body.to, call.body.reason, call.once)


@routes.post("/desk/tasks/{task_id}/consultations", AT_THE_DESK, body="Question", answer="ConsultationBody")
def consult_colleague(call: Call, task_id: str) -> dict[str, Any]:
    """征求意见 — ask a colleague, of whatever department, about the case."""
    return consulting.consult(wiring.cases(), call.caller, task_id, call.body.to, call.body.question, call.once)


@routes.post(
    "/desk/consultations/{consultation_id}/answer", AT_THE_DESK, body="Answer", answer="ConsultationBody", status=200
)
def answer_question(call: Call, consultation_id: str) -> dict[str, Any]:
    """答复意见 — answer what one was asked."""
    return consulting.answer(wiring.cases(), call.caller, consultation_id, call.body.answer, call.once)

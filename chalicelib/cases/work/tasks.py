"""The desk's tasks: the queue of an office, and taking, giving back and completing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, recorded, sealed_notice
from chalicelib.cases.ports import office
from chalicelib.cases.rules import Case, CaseAct, CaseStatus
from chalicelib.cases.shapes import task_body
from chalicelib.cases.work import process
from chalicelib.cases.work.limits import step_due
from chalicelib.cases.work.open_work import Task, case_of, local_id, open_work
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from chalicelib.shared.paging import decode_cursor, encode_cursor


def queue(
    parts: Parts, by: Caller, department: str, division_code: str, limit: int, cursor: str | None
) -> dict[str, Any]:
    """The open tasks of one office, longest waiting first."""
    by.require_reach("office_not_found", division=division_code, department=department)
    page = parts.cases.queue(office(department, division_code), limit, decode_cursor(cursor))
    return {"tasks": [task_body(task) for task in page.entries], "next_cursor": encode_cursor(page.next)}


def claim(parts: Parts, by: Caller, task_id: str, once: Once | None) -> dict[str, Any]:
    """Take a task: of many who try, one gets it. The first step's claim begins the examination."""

    def taken(case: Case) -> Any:
        task = _open(case, task_id, by)
        if task.claimed_by:
            raise RuleViolation("task_already_claimed")
        said = {**_naming(case, task), "claimed_by": by.id}
        if task.legal or case.status is not CaseStatus.ACCEPTED:
            after, act = recorded(parts, case, acts.TASK_CLAIMED, by, said)
        else:
            after, act = legal(parts, case, CaseAct.EXAMINE, acts.TASK_CLAIMED, by, said)
        return [act], after, (), task_body(open_work(after)[task_id])

    return _on_task(parts, by, task_id, once, taken)


def release(parts: Parts, by: Caller, task_id: str, once: Once | None) -> dict[str, Any]:
    """Give a task back to the queue."""

    def released(case: Case) -> Any:
        task = _claimed(case, task_id, by)
        after, act = recorded(parts, case, acts.TASK_RELEASED, by, _naming(case, task))
        return [act], after, (), task_body(open_work(after)[task_id])

    return _on_task(parts, by, task_id, once, released)


def complete(
    parts: Parts, by: Caller, task_id: str, outcome: str, opinion: str | None, once: Once | None
) -> dict[str, Any]:
    """End a step with one of its outcomes. Tasks of legal acts end by their own routes."""

    def completed(case: Case) -> Any:
        task = _claimed(case, task_id, by)
        if task.legal:
            raise RuleViolation("task_ends_by_act", act=task.legal)
        terms = parts.items.terms(case.item_code, case.item_version)
        before = process.Progress(case.tasks)
        after = process.apply(
            terms.definition, before, local_id(task_id), outcome, rfc3339(parts.law.now()), step_due(parts)
        )
        said = {
            **_naming(case, task),
            "outcome": outcome,
            "definition_sha256": case.definition_sha256,
            "tasks": dict(after.tasks),
            "process_result": after.result,
        }
        if opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, opinion)
        moved, act = recorded(parts, case, acts.TASK_COMPLETED, by, said)
        return [act], moved, (), {"case_id": case.case_id, "status": str(moved.status), "open_tasks": _bodies(moved)}

    return _on_task(parts, by, task_id, once, completed)


def _on_task(
    parts: Parts, by: Caller, task_id: str, once: Once | None, decide: Callable[[Case], Any]
) -> dict[str, Any]:
    try:
        return perform(parts, case_of(task_id), by, once, decide)
    except NotFound as unknown:
        raise NotFound("task_not_found") from unknown


def _open(case: Case, task_id: str, by: Caller) -> Task:
    task = open_work(case).get(task_id)
    if task is None:
        raise RuleViolation("task_not_open")
    if not by.holds(Role(task.role), case.division_code, case.department):
        raise Forbidden("not_permitted")
    return task


def _claimed(case: Case, task_id: str, by: Caller) -> Task:
    task = _open(case, task_id, by)
    if task.claimed_by != by.id:
        raise RuleViolation("task_not_yours")
    return task


def _naming(case: Case, task: Task) -> dict[str, Any]:
    return {
        "task_id": task.task_id,
        "step": task.step,
        "round": task.round,
        "item_code": case.item_code,
        "division_code": case.division_code,
        "department": case.department,
    }


def _bodies(case: Case) -> list[dict[str, Any]]:
    return [task_body(task) for task in open_work(case).values()]

"""What waits at the desk: one entry for each open task of the inner process, and one for each legal act that is due.

Derived from the case alone, so that the queue is right whenever the case is.
"""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.shared.access import Role

_ID = 26


class Task(NamedTuple):
    """One piece of open work. `legal` names the act route that ends it; process steps end by completion."""

    task_id: str
    case_id: str
    step: str
    name: str
    round: int
    role: str
    entered_at: str
    claimed_by: str | None
    legal: str | None = None


_LEGAL = {
    CaseStatus.SUBMITTED: ("accept", "受理审查", Role.CLERK, "acceptance"),
    CaseStatus.DECIDED: ("conclude", "办结", Role.CLERK, "conclusion"),
}
_DECIDE = ("decide", "决定", Role.CHIEF_REPRESENTATIVE, "decision")
_IN_PROCESS = (CaseStatus.ACCEPTED, CaseStatus.EXAMINING)


def open_work(case: Case) -> dict[str, Task]:
    """The open tasks of a case by task id."""
    if case.status in _IN_PROCESS and case.tasks:
        return {task.task_id: task for task in _steps(case)}
    due = _DECIDE if case.status in _IN_PROCESS else _LEGAL.get(case.status)
    if due is None:
        return {}
    step, name, role, act = due
    task_id = f"{case.case_id}-{step}-{case.form_round}"
    since = {"accept": case.submitted_at, "conclude": case.decided_at}.get(step) or case.accepted_at or ""
    task = Task(task_id, case.case_id, step, name, case.form_round, role, since, case.claims.get(task_id), act)
    return {task_id: task}


def case_of(task_id: str) -> str:
    """The case that a task belongs to: ids of cases have a fixed length."""
    return task_id[:_ID]


def local_id(task_id: str) -> str:
    """The task's name within its process."""
    return task_id[_ID + 1 :]


def _steps(case: Case) -> list[Task]:
    return [
        Task(
            task_id=(task_id := f"{case.case_id}-{name}"),
            case_id=case.case_id,
            step=task["step"],
            name=task["name"],
            round=task["round"],
            role=task["role"],
            entered_at=task["entered_at"],
            claimed_by=case.claims.get(task_id),
        )
        for name, task in case.tasks.items()
    ]

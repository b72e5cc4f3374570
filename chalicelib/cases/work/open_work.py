"""What waits at the desk: one entry for each open task of the inner process, and one for each legal act that is due.

Derived from the case alone, so that the queue is right whenever the case is.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.cases.rules import Case, CaseStatus, DecisionResult
from chalicelib.shared.access import Role

_ID = 26
ANSWER = "answer"
"""What a colleague who was asked owes: theirs alone, whatever their role."""

RED_LIST = "red_list"
"""Whoever is on a list of the creditworthy (守信激励) goes before the others, after what is urgent."""
NO_DAY = "9999-12-31"


class Task(NamedTuple):
    """One piece of open work. `legal` names the act route that ends it; process steps end by completion.

    `due_on` is a civil date, None without a limit, `provisional` where it is an estimate; `urgency` why it goes
    first, None: it does not.
    """

    task_id: str
    case_id: str
    step: str
    name: str
    round: int
    role: str
    entered_at: str
    claimed_by: str | None
    legal: str | None = None
    due_on: str | None = None
    urgency: str | None = None
    item_code: str = ""
    item_name: str = ""
    status: str = ""
    provisional: bool = False


class _Due(NamedTuple):
    step: str
    name: str
    role: str
    act: str
    since: str | None
    due_on: str | None = None


_IN_PROCESS = (CaseStatus.ACCEPTED, CaseStatus.EXAMINING)
_AFTER_DECISION = (CaseStatus.DECIDED, CaseStatus.CONCLUDED, CaseStatus.SERVED)


def open_work(case: Case) -> dict[str, Task]:
    """The open tasks of a case by task id."""
    tasks = [*_main(case), *_beside(case), *_questions(case)]
    return {task.task_id: task for task in tasks}


def next_act(case: Case) -> Task | None:
    """The legal act that the case's status waits for, as a task; None while steps of its process are open."""
    return next((task for task in _main(case) if task.legal), None)


def case_of(task_id: str) -> str:
    """The case that a task belongs to: ids of cases have a fixed length."""
    return task_id[:_ID]


def local_id(task_id: str) -> str:
    """The task's name within its process."""
    return task_id[_ID + 1 :]


def desk_of(case: Case, task: Task) -> str:
    """The queue in which a task waits: its office's, or that of the one colleague who was asked."""
    mine = task.legal == ANSWER
    return personal(task.claimed_by or "") if mine else office(case.department, case.division_code)


def office(department: str, division_code: str) -> str:
    """The desk that a task belongs to: one department in one division."""
    return f"{department}#{division_code}"


def queue_sort(task: Task) -> str:
    """A task's place in its queue: urgent cases, then the red list, then the others; what is due first goes first."""
    urgency = 2 if task.urgency is None else int(task.urgency == RED_LIST)
    return f"{urgency}#{task.due_on or NO_DAY}#{task.entered_at}#{task.task_id}"


def personal(staff_no: str) -> str:
    """The queue of one member of staff. It has no `#`, and every office's has one."""
    return f"STAFF:{staff_no}"


def _main(case: Case) -> Iterator[Task]:
    if case.status in _IN_PROCESS and case.tasks:
        for name, task in case.tasks.items():
            yield _step(case, f"{case.case_id}-{name}", task)
    elif due := _legal(case):
        yield _task(case, due)


def _legal(case: Case) -> _Due | None:
    match case.status:
        case CaseStatus.SUBMITTED:
            last = case.tolerance.due_on if case.tolerance else None
            return _Due("accept", "受理审查", Role.CLERK, "acceptance", case.submitted_at, last)
        case CaseStatus.ACCEPTED | CaseStatus.EXAMINING:
            return _Due("decide", "决定", Role.CHIEF_REPRESENTATIVE, "decision", case.accepted_at, case.due_on)
        case CaseStatus.SUSPENDED:
            pause = case.pause
            since, until = (pause.since, pause.until_on) if pause else (case.accepted_at, None)
            return _Due("resume", "恢复办理", Role.EXAMINER, "resumption", since, until)
        case CaseStatus.DECIDED:
            return _Due("conclude", "办结", Role.CLERK, "conclusion", case.decided_at)
        case CaseStatus.CONCLUDED:
            return _Due("serve", "送达", Role.CLERK, "service-of-result", case.concluded_at)
    return None


def _beside(case: Case) -> Iterator[Task]:
    """What waits whatever the status waits for."""
    if case.status in _IN_PROCESS and case.extension and case.extension.approved is None:
        chief = Role.CHIEF_REPRESENTATIVE
        due = _Due("approve_extension", "延期审批", chief, "extension-approval", case.accepted_at, case.due_on)
        yield _task(case, due)
    declared, granted = case.declared, case.result is DecisionResult.GRANT
    if case.status in _AFTER_DECISION and granted and declared and declared.verified is None:
        name, act, due_on = "承诺核查", "commitment-verification", declared.verify_by
        yield _task(case, _Due("verify_commitment", name, Role.EXAMINER, act, case.decided_at, due_on))


def _questions(case: Case) -> Iterator[Task]:
    for name, question in case.consultations.items():
        due = _Due(ANSWER, "答复征求意见", "colleague", ANSWER, question["at"], case.due_on)
        yield _task(case, due)._replace(task_id=name, round=1, claimed_by=question["asked"])


def _step(case: Case, task_id: str, task: dict[str, Any]) -> Task:
    """A step of the process. However long its own limit, the case was promised for a day."""
    due = _Due(
        task["step"], task["name"], task["role"], "", task["entered_at"], _first(task.get("due_on"), case.due_on)
    )
    return _task(case, due)._replace(
        task_id=task_id, round=task["round"], claimed_by=case.claims.get(task_id), legal=None
    )


def _task(case: Case, due: _Due) -> Task:
    task_id = f"{case.case_id}-{due.step}-{case.form_round}"
    return Task(
        task_id=task_id,
        case_id=case.case_id,
        step=due.step,
        name=due.name,
        round=case.form_round,
        role=due.role,
        entered_at=due.since or "",
        claimed_by=case.claims.get(task_id),
        legal=due.act,
        due_on=due.due_on,
        provisional=due.due_on is not None and due.due_on in _estimates(case),
        urgency=case.urgency or (RED_LIST if case.red_list else None),
        item_code=case.item_code,
        item_name=case.item_name,
        status=str(case.status),
    )


def _estimates(case: Case) -> set[str | None]:
    """The case's days that do not bind; none of them lies in a year in which a day does."""
    days = {task["due_on"] for task in case.tasks.values() if task.get("provisional")}
    if "due_on" in case.provisional:
        days.add(case.due_on)
    if "pause" in case.provisional and case.pause:
        days.add(case.pause.until_on)
    if "verify_by" in case.provisional and case.declared:
        days.add(case.declared.verify_by)
    return days


def _first(*days: str | None) -> str | None:
    return min((day for day in days if day), default=None)

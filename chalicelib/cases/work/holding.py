"""Who may do a task: whoever holds its role in the case's office; what is claimed, its holder and their stand-in."""

from __future__ import annotations

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.work.open_work import ANSWER, Task, next_act, open_work
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import Forbidden, RuleViolation


def open_task(parts: Parts, case: Case, task_id: str, by: Caller) -> Task:
    """The open task, which the caller's role may do. Raises RuleViolation that says what ended it, Forbidden."""
    task = open_work(case).get(task_id)
    if task is None:
        from chalicelib.cases.work import what_changed

        raise what_changed.ended(parts, case, task_id)
    if not (task.legal == ANSWER or by.holds(Role(task.role), case.division_code, case.department)):
        raise Forbidden("not_permitted")
    return task


def held_task(parts: Parts, case: Case, task_id: str, by: Caller) -> Task:
    """The open task that the caller has claimed, or that somebody has for whom they stand in."""
    task = open_task(parts, case, task_id, by)
    if not holds(by, case, task):
        raise RuleViolation("task_not_yours", who=task.claimed_by or "—")
    return task


def held_step(parts: Parts, case: Case, task_id: str, by: Caller) -> Task:
    """The same, of a step of the process. Tasks of legal acts end by their own routes."""
    task = held_task(parts, case, task_id, by)
    if task.legal:
        raise ends_by_act(task)
    return task


def ends_by_act(task: Task) -> RuleViolation:
    """The refusal of what is not done to a legal act, or to a question: it ends by its own route."""
    return RuleViolation("task_ends_by_act", act=task.legal, name=task.name)


def holds(by: Caller, case: Case, task: Task) -> bool:
    """Whether the task is the caller's, or that of whom they stand in for (AB 岗): then they act on their behalf."""
    if task.claimed_by == by.id:
        return True
    if not task.claimed_by or not _stands_in(by, case, task):
        return False
    by.on_behalf_of = f"staff:{task.claimed_by}"
    return True


def require_not_held_by_another(case: Case, by: Caller, step: str | None = None) -> None:
    """Raise RuleViolation if somebody else has taken the task that a legal act ends.

    `step` names the task; without it, it is the one that the case's status waits for.
    """
    named = (one for one in open_work(case).values() if one.legal and one.step == step)
    task = next(named, None) if step else next_act(case)
    if task and task.claimed_by and not holds(by, case, task):
        raise RuleViolation("task_claimed_by_another", who=task.claimed_by)


def _stands_in(by: Caller, case: Case, task: Task) -> bool:
    return any(
        post.stands_in_for == task.claimed_by
        and task.role in post.roles
        and post.reaches(case.division_code, case.department)
        for post in by.posts
    )

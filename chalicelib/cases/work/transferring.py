"""转办 — a task goes from whoever has it to a colleague who may do it."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import sealed_notice
from chalicelib.cases.rules import Case
from chalicelib.cases.work.holding import ends_by_act, holds, open_task
from chalicelib.cases.work.open_work import ANSWER, Task, open_work
from chalicelib.cases.work.tasks import answered, given, on_task
from chalicelib.cases.work.what_changed import ended
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation


def transfer(parts: Parts, by: Caller, task_id: str, to: str, reason: str, once: Once | None) -> dict[str, Any]:
    """Hand the task over. Its holder may, who stands in for them, and the office's chief representative.

    Raises Invalid `reasons_required` where the reason says nothing.
    """
    require_words(reason=reason)

    def transferred(case: Case) -> Any:
        task = _transferable(parts, case, task_id, by)
        if to == task.claimed_by:
            raise RuleViolation("colleague_has_it", who=to)
        _require_colleague(parts, case, task, to)
        said = {"claimed_by": to, "opinion_sealed": sealed_notice(parts, case, reason)}
        return answered(given(parts, case, task, by, acts.TASK_TRANSFERRED, said), task_id)

    return on_task(parts, by, task_id, once, transferred)


def _transferable(parts: Parts, case: Case, task_id: str, by: Caller) -> Task:
    task = open_work(case).get(task_id)
    if task is None:
        raise ended(parts, case, task_id)
    if task.legal == ANSWER:
        raise ends_by_act(task)
    if by.holds(Role.CHIEF_REPRESENTATIVE, case.division_code, case.department):
        return task
    open_task(parts, case, task_id, by)
    if not holds(by, case, task):
        raise RuleViolation("task_not_yours", who=task.claimed_by or "—")
    return task


def _require_colleague(parts: Parts, case: Case, task: Task, to: str) -> None:
    """Raise RuleViolation unless they hold the task's role in this office, and are there."""
    found = parts.colleagues.one(to, case.department, case.division_code, task.role, parts.law.today())
    if found is None:
        raise RuleViolation("colleague_not_here", who=to)
    if found.stood_in_by:
        raise RuleViolation("colleague_away", who=to, stand_in=found.stood_in_by)

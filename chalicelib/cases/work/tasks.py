"""The desk's tasks: taking one, giving it back, ending a step with an outcome or sending it back to an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, recorded, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, CaseStatus
from chalicelib.cases.shapes import task_body
from chalicelib.cases.work import process, what_changed
from chalicelib.cases.work.holding import ends_by_act, held_step, held_task, open_task
from chalicelib.cases.work.limits import step_due
from chalicelib.cases.work.notes import steps_done
from chalicelib.cases.work.open_work import ANSWER, Task, case_of, local_id, open_work
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound


def claim(parts: Parts, by: Caller, task_id: str, once: Once | None) -> dict[str, Any]:
    """Take a task: of many who try, one gets it."""

    def taken(case: Case) -> Any:
        task = open_task(parts, case, task_id, by)
        if task.claimed_by:
            raise what_changed.claimed(parts, case, task)
        return answered(given(parts, case, task, by, acts.TASK_CLAIMED, {"claimed_by": by.id}), task_id)

    return on_task(parts, by, task_id, once, taken)


def release(parts: Parts, by: Caller, task_id: str, once: Once | None) -> dict[str, Any]:
    """Give a task back to the queue."""

    def released(case: Case) -> Any:
        task = held_task(parts, case, task_id, by)
        if task.legal == ANSWER:
            raise ends_by_act(task)
        return answered(recorded(parts, case, acts.TASK_RELEASED, by, naming(case, task)), task_id)

    return on_task(parts, by, task_id, once, released)


def complete(
    parts: Parts, by: Caller, task_id: str, outcome: str, opinion: str | None, once: Once | None
) -> dict[str, Any]:
    """End a step with one of its outcomes. Tasks of legal acts end by their own routes."""

    def completed(case: Case) -> Any:
        task = held_step(parts, case, task_id, by)
        definition = parts.items.terms(case.item_code, case.item_version).definition
        now, due = rfc3339(parts.law.now()), _due(parts, case)
        after = process.apply(definition, process.Progress(case.tasks), local_id(task_id), outcome, now, due)
        said = {**naming(case, task), "outcome": outcome, **progressed(case, after)}
        if opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, opinion)
        return advanced(recorded(parts, case, acts.TASK_COMPLETED, by, said))

    return on_task(parts, by, task_id, once, completed)


def send_back(parts: Parts, by: Caller, task_id: str, to_step: str, reason: str, once: Once | None) -> dict[str, Any]:
    """退回前一环节 — a step that the case has completed begins anew, with whoever first took it.

    Raises Invalid `reasons_required` where the reason says nothing.
    """
    require_words(reason=reason)

    def returned(case: Case) -> Any:
        task = held_step(parts, case, task_id, by)
        definition = parts.items.terms(case.item_code, case.item_version).definition
        now, due = rfc3339(parts.law.now()), _due(parts, case)
        done = steps_done(parts.cases.acts(case.subject))
        after = process.back(definition, process.Progress(case.tasks), local_id(task_id), to_step, done, now, due)
        said = {**naming(case, task), "to_step": to_step, **progressed(case, after)}
        said["opinion_sealed"] = sealed_notice(parts, case, reason)
        return advanced(recorded(parts, case, acts.TASK_RETURNED, by, said))

    return on_task(parts, by, task_id, once, returned)


def given(parts: Parts, case: Case, task: Task, by: Caller, type_: ActType, said: dict[str, Any]) -> tuple[Case, Act]:
    """The case after somebody was given the task. With the first step of its process the examination begins."""
    whole = {**naming(case, task), **said}
    if task.legal or case.status is not CaseStatus.ACCEPTED:
        return recorded(parts, case, type_, by, whole)
    return legal(parts, case, CaseAct.EXAMINE, type_, by, whole)


def _due(parts: Parts, case: Case) -> process.Due:
    return step_due(parts.dates.of(case.division_code), parts.law.today())


def on_task(parts: Parts, by: Caller, task_id: str, once: Once | None, decide: Callable[[Case], Any]) -> dict[str, Any]:
    """Carry out what is decided on a task's case. What is not within the caller's reach is no task to them."""
    try:
        return perform(parts, case_of(task_id), by, once, decide)
    except NotFound as unknown:
        raise NotFound("task_not_found") from unknown


def naming(case: Case, task: Task) -> dict[str, Any]:
    """What every act on a task says of it."""
    return {
        "task_id": task.task_id,
        "step": task.step,
        "round": task.round,
        "item_code": case.item_code,
        "division_code": case.division_code,
        "department": case.department,
    }


def answered(performed: tuple[Case, Act], task_id: str) -> Any:
    """One act, and the task as it stands now."""
    case, act = performed
    return [act], case, (), task_body(open_work(case)[task_id])


def advanced(performed: tuple[Case, Act]) -> Any:
    """One act, and the work that is open now."""
    case, act = performed
    bodies = [task_body(task) for task in open_work(case).values() if task.legal != ANSWER]
    return [act], case, (), {"case_id": case.case_id, "status": str(case.status), "open_tasks": bodies}


def progressed(case: Case, after: process.Progress) -> dict[str, Any]:
    """Where the process stands, as acts say it."""
    return {
        "definition_sha256": case.definition_sha256,
        "tasks": dict(after.tasks),
        "process_result": after.result,
    }

"""What a task that somebody came too late for has become, as its case's acts tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.history import evolve
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.work.open_work import Task, open_work
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import SHANGHAI, from_rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation, ServiceError

_WORDING = {type_.name: type_.wording for type_ in ACT_TYPES}


def claimed(parts: Parts, case: Case, task: Task) -> RuleViolation:
    """The refusal that names who has the task, and since when."""
    since: str | None = None
    for act, now in _replayed(parts, case):
        since = (since or act.law_time) if _has(now, task) else None
    said = {"task_id": task.task_id, "claimed_by": task.claimed_by, "since": since, "status": str(case.status)}
    clock = _clock(since)
    return RuleViolation("task_already_claimed", who=task.claimed_by, since=since, clock=clock, changed=[said])


def ended(parts: Parts, case: Case, task_id: str) -> ServiceError:
    """The refusal that names the act by which the task ended; NotFound of a task that there never was."""
    was_open, last = False, None
    for act, now in _replayed(parts, case):
        if was_open and task_id not in open_work(now):
            last = act
        was_open = task_id in open_work(now)
    if last is None:
        return NotFound("task_not_found")
    said: dict[str, Any] = {"task_id": task_id, "ended_by": last.type, "ended_at": last.law_time}
    said["status"] = str(case.status)
    wording, clock = _WORDING[last.type], _clock(last.law_time)
    return RuleViolation("task_not_open", act=wording, at=last.law_time, clock=clock, changed=[said])


def _replayed(parts: Parts, case: Case) -> Iterator[tuple[Act, Case]]:
    """Each act with the case as it left it."""
    now: Case | None = None
    for act in parts.cases.acts(case.subject):
        now = evolve(now, act.type, act.changes, act.law_time, act.seq, act.hash)
        yield act, now


def _clock(instant: str | None) -> str | None:
    """`2026-11-22 15:52`, as clocks in the city show it."""
    return instant and from_rfc3339(instant).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _has(case: Case, task: Task) -> bool:
    found = open_work(case).get(task.task_id)
    return found is not None and found.claimed_by == task.claimed_by

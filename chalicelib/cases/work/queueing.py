"""The queue of an office, the most urgent first, and how much waits in it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.shapes import task_body
from chalicelib.cases.work.open_work import Task, office, personal
from chalicelib.cases.work.wanted import EVERYTHING, Wanted
from chalicelib.shared.access import Caller
from chalicelib.shared.paging import decode_cursor, encode_cursor

YES = "true"
COUNTED = 1000
"""So many tasks of an office are counted: a twentieth of a unit each."""


def queue(parts: Parts, by: Caller, asked: Any) -> dict[str, Any]:
    """Part of an office's open tasks: urgent cases first, then by due date (none last), then longest waiting.

    `asked` has department, division, limit, cursor, and what `Wanted` filters by; `mine` are the caller's own and
    those of whom they stand in for.
    """
    by.require_reach("office_not_found", division=asked.division, department=asked.department)
    desk, position = office(asked.department, asked.division), decode_cursor(asked.cursor)
    page = parts.cases.queue(desk, asked.limit, position, _wanted(parts, by, asked))
    return {"tasks": [task_body(task) for task in page.entries], "next_cursor": encode_cursor(page.next)}


def questions(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """The questions that colleagues have asked the caller and that are still open, in the same order."""
    by.reach_checked = True
    page = parts.cases.queue(personal(by.id), limit, decode_cursor(cursor), EVERYTHING)
    return {"tasks": [task_body(task) for task in page.entries], "next_cursor": encode_cursor(page.next)}


def counts(parts: Parts, by: Caller, department: str, division_code: str) -> dict[str, Any]:
    """How many tasks are open in an office: in all, by step, unclaimed, the caller's, overdue, due today.

    Of more than `COUNTED` the most urgent are counted, and the answer says so: `complete` is false.
    """
    by.require_reach("office_not_found", division=division_code, department=department)
    page = parts.cases.waiting(office(department, division_code), COUNTED)
    tasks: tuple[Task, ...] = page.entries
    today, own = parts.law.today().isoformat(), _own(by)
    steps = Counter((task.step, task.role) for task in tasks)
    return {
        "open": len(tasks),
        "complete": page.next is None,
        "by_step": [{"step": step, "role": role, "open": number} for (step, role), number in sorted(steps.items())],
        "unclaimed": sum(task.claimed_by is None for task in tasks),
        "mine": sum(task.claimed_by in own for task in tasks),
        "overdue": sum(_is_due(task, today) < 0 for task in tasks),
        "due_today": sum(_is_due(task, today) == 0 for task in tasks),
    }


def _wanted(parts: Parts, by: Caller, asked: Any) -> Wanted:
    return Wanted(
        step=asked.step,
        role=asked.role,
        item_code=asked.item_code,
        status=asked.status,
        held_by=_own(by) if asked.mine == YES else None,
        unclaimed=asked.unclaimed == YES,
        due_before=parts.law.today().isoformat() if asked.overdue == YES else None,
    )


def _own(by: Caller) -> tuple[str, ...]:
    """The caller, and those whose posts they hold for now."""
    return tuple(sorted({by.id, *(post.stands_in_for for post in by.posts if post.stands_in_for)}))


def _is_due(task: Task, today: str) -> int:
    """-1 before today, 0 today, 1 later or never."""
    day = task.due_on or "9999-12-31"
    return (day > today) - (day < today)

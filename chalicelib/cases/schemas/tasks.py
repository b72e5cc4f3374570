"""Tasks at the desk."""

from __future__ import annotations

from chalicelib.cases.schemas.common import Code, DivisionCode
from chalicelib.shared.schema import LongText, Model, PageQuery, ShortText


class Completion(Model):
    """A step's outcome, one of those that its definition names."""

    outcome: ShortText
    opinion: LongText | None = None


class QueueQuery(PageQuery):
    """The open tasks of one office."""

    department: Code
    division: DivisionCode


class TaskBody(Model):
    """Open work. `ended_by` is `completion`, or the legal act that ends it."""

    task_id: str
    case_id: str
    step: str
    name: str
    role: str
    entered_at: str
    claimed_by: str | None
    ended_by: str


class TaskList(Model):
    """Part of an office's queue."""

    tasks: list[TaskBody]
    next_cursor: str | None


class Completed(Model):
    """The case after a step, and the work that is open now."""

    case_id: str
    status: str
    open_tasks: list[TaskBody]

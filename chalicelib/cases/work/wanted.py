"""Which tasks of a queue somebody wants to see."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from typing import NamedTuple

from chalicelib.cases.work.open_work import Task


class Wanted(NamedTuple):
    """What must be so of a task; None: anything. `held_by` are numbers of staff, `due_before` is a civil date."""

    step: str | None = None
    role: str | None = None
    item_code: str | None = None
    status: str | None = None
    held_by: tuple[str, ...] | None = None
    unclaimed: bool = False
    due_before: str | None = None

    def fits(self, task: Task) -> bool:
        """Whether all of it is so."""
        same = ("step", "role", "item_code", "status")
        return (
            all(getattr(self, name) in (None, getattr(task, name)) for name in same)
            and (self.held_by is None or task.claimed_by in self.held_by)
            and not (self.unclaimed and task.claimed_by)
            and (self.due_before is None or bool(task.due_on and task.due_on < self.due_before))
        )


EVERYTHING = Wanted()

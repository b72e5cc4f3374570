"""The state that follows from recorded acts: pure, and all that a stored case is.

Every act that was ever recorded must go on being read: `schema_version` is in each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases.history.handing_in import HANDED_IN, opened
from chalicelib.cases.history.holding import settled
from chalicelib.cases.rules import Case, CaseStatus

Move = Callable[[Case, dict[str, Any], str], Case]


def evolve(case: Case | None, type_: str, changes: dict[str, Any], at: str, seq: int, head: str) -> Case:
    """The state after a recorded act, from the state before it: the log alone tells a case."""
    moved = case or opened(changes)
    if move := HANDED_IN.get(type_) or _move_of_the_desk(type_):
        moved = move(moved, changes, at)
    if "status" in changes:
        moved = moved._replace(status=CaseStatus(changes["status"]["to"]))
    return settled(moved)._replace(seq=seq, head=head)


def _move_of_the_desk(type_: str) -> Move | None:
    """Who hands in needs none of them."""
    from chalicelib.cases.history.handling import HANDLED

    if move := HANDLED.get(type_):
        return move
    from chalicelib.cases.history.working import WORKED

    if move := WORKED.get(type_):
        return move
    from chalicelib.cases.history.enforcing import ENFORCED

    return ENFORCED.get(type_)

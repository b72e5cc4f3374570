"""The course that the law takes with a case that is left alone: what is due of it, one after the other as it came due.

Whichever deadline somebody asks about, all that is due of the case is done in one go: else what comes of it would
depend on which of several messages comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.cases.enforcing.days import Reminding, Running
from chalicelib.cases.enforcing.ending import ENDINGS
from chalicelib.cases.enforcing.known import Known, again
from chalicelib.cases.enforcing.standing import Watched, all_of
from chalicelib.cases.enforcing.telling import told
from chalicelib.cases.history.enforcing import NEAR, PASSED
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import rfc3339

_Step = tuple[str, bool, str, Running]
"""The instant from which it is due, what the law makes of a case before what is only told, the mark, the deadline."""


MOST = 50
"""Acts of one transaction, which may hold 100 items: what is left is done by the next."""


class NoEnd(RuntimeError):
    """What was done about a deadline left it as due as it was: the acts about it would never end."""


def taken(parts: Parts, known: Known, settings: Reminding, name: str) -> tuple[Case, list[Act]]:
    """The case after everything that is due by now, and the acts; itself if nothing is due of the named deadline.

    Raises `NoEnd`.
    """
    now, done = rfc3339(parts.law.now()), list[Act]()
    if not any(one.deadline.name == name and one.due(now) for one in all_of(known, settings)):
        return known.stored, []
    seen = set[tuple[str, Running]]()
    while len(done) < MOST and (steps := list(_due(known, settings, now))):
        _, _, mark, one = min(steps, key=lambda step: step[:2])
        if (mark, one) in seen:
            raise NoEnd(f"{known.case.subject} {mark} {one.kind} {one.key}")
        seen.add((mark, one))
        case, act = _followed(parts, known, one, mark)
        done.append(act)
        known = again(parts, known, case)
    return known.stored, done


def _due(known: Known, settings: Reminding, now: str) -> Iterator[_Step]:
    for watched in all_of(known, settings):
        for at, mark in _wanted(watched, now):
            yield at, not _ends(watched.running, mark), mark, watched.running


def _wanted(watched: Watched, now: str) -> Iterator[tuple[str, str]]:
    """Once a day is over, nobody is told any more that it nears."""
    due = watched.due(now)
    over = any(moment.mark == PASSED for moment in due)
    return ((moment.at, moment.mark) for moment in due if not (over and moment.mark == NEAR))


def _followed(parts: Parts, known: Known, one: Running, mark: str) -> tuple[Case, Act]:
    if _ends(one, mark):
        return ENDINGS[one.kind](parts, known)
    return told(parts, known, known.stored, one, mark)


def _ends(one: Running, mark: str) -> bool:
    return mark == PASSED and one.kind in ENDINGS

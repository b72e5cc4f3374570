"""Acts by which somebody is told of a day: the applicant of what they have to do, the office of what is theirs."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.enforcing.days import Running
from chalicelib.cases.enforcing.known import Known
from chalicelib.cases.enforcing.moments import APPLICANTS, WAITING
from chalicelib.cases.history.enforcing import PASSED
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import recorded
from chalicelib.cases.regime_clocks import article
from chalicelib.cases.rules import Case, facts
from chalicelib.cases.work.open_work import ANSWER, open_work
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act, ActType

BY = system("enforcement")
_BESIDE = {"verification": "verify_commitment"}
"""Deadlines of what waits beside the status, by its step."""


def told(parts: Parts, known: Known, case: Case, one: Running, mark: str) -> tuple[Case, Act]:
    """The case after somebody was told that the deadline is near or over, and the act."""
    said = {**facts(case, case.status), "deadline": _deadline(parts, known, one, mark), "staff_no": holder(case, one)}
    said |= {"since": one.since.isoformat()} if mark == PASSED else {"to": _to_whom(one)}
    return recorded(parts, case, _type(one, mark), BY, said, article(known.terms, one.kind))


def holder(case: Case, one: Running) -> str | None:
    """Whose work the deadline is: whoever has taken the task that it is about, None while nobody has."""
    tasks = [task for task in open_work(case).values() if task.legal != ANSWER]
    if one.kind == "stage":
        tasks = [task for task in tasks if task.task_id == f"{case.case_id}-{one.key}"]
    elif step := _BESIDE.get(one.kind):
        tasks = [task for task in tasks if task.step == step]
    else:
        tasks = [task for task in tasks if task.step not in _BESIDE.values()]
    return next((task.claimed_by for task in tasks if task.claimed_by), None)


def _type(one: Running, mark: str) -> ActType:
    if mark == PASSED:
        return acts.DEADLINE_PASSED
    return acts.REMINDED if one.kind in APPLICANTS else acts.DEADLINE_NEARED


def _to_whom(one: Running) -> list[str]:
    if one.kind == WAITING:
        return ["applicant"]
    return ["applicant", "officer"] if one.kind in APPLICANTS else ["officer"]


def _deadline(parts: Parts, known: Known, one: Running, mark: str) -> dict[str, Any]:
    """How many working days are left or over, as of now."""
    due_on = one.due_on or parts.law.today()
    left = known.dates.working_days(parts.law.today(), due_on) or 0
    days = {"days_over": max(-left, 0)} if mark == PASSED else {"days_left": max(left, 0)}
    return {"kind": one.kind, "key": one.key, "due_on": due_on.isoformat(), **days}

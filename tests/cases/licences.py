"""A licence under the licensing law, with everything that stops or lengthens its clock; and its case at each stage."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.cases.desk import conclusion, declination, extension, returning, suspension
from chalicelib.cases.desk.extension import Wanted
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Extending, Period, Procedure
from chalicelib.cases.work import tasks
from tests.cases import scenes
from tests.cases.fakes import DEFINITION, FakeItems

HEARING = Procedure("hearing", "听证", 20, "WD", None)
REVIEW = Procedure("expert_review", "专家评审", None, "D", None)
NOTICE = Procedure("public_notice", "登记前公告", 15, "WD", "《不动产登记暂行条例实施细则》第十七条")
TEN_MORE = Extending(10, "WD_ADD")
HEARD = Announced("hearing", 5, "WD", "涉及他人重大利益")
WHY = Wanted("案情复杂,需要实地核查")


def an_item(**more: Any) -> FakeItems:
    """A licence of ten working days; its one step has five."""
    said = {
        "legal_regime": "licensing_law",
        "committed_limit": Period(10, "WD"),
        "statutory_limit": Period(20, "WD"),
        "extension": TEN_MORE,
        "procedures": (HEARING, REVIEW, NOTICE),
        "definition": _with_limit(Period(5, "WD")),
    }
    return FakeItems(**{**said, **more})


def stored(parts: Parts, case_id: str) -> Case:
    """The case as it is stored."""
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def pass_days(parts: Parts, days: int) -> None:
    """Let so many natural days go by."""
    clock: Any = parts.wall
    clock.move(timedelta(days=days))


def examining(parts: Parts) -> str:
    """An examiner has taken its one step."""
    case_id = scenes.accepted(parts)
    tasks.claim(parts, scenes.examiner(), f"{case_id}-examine-1", None)
    return case_id


def suspended(parts: Parts, announced: Announced = HEARD) -> str:
    """Its clock stands still."""
    case_id = examining(parts)
    suspension.suspend(parts, scenes.examiner(), case_id, announced, None)
    return case_id


def wanting_time(parts: Parts, wanted: Wanted = WHY) -> str:
    """Its examiner has asked for more time."""
    case_id = examining(parts)
    extension.request_extension(parts, scenes.examiner(), case_id, wanted, None)
    return case_id


def to_correct(parts: Parts) -> str:
    """A correction was asked for."""
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    return case_id


def overdue(parts: Parts) -> str:
    """The correction was not made in time."""
    case_id = to_correct(parts)
    pass_days(parts, 30)
    return case_id


def concluded(parts: Parts) -> str:
    """Its result waits to be served."""
    case_id = scenes.decided(parts)
    conclusion.conclude(parts, scenes.clerk(), case_id, None)
    return case_id


def _returned(parts: Parts) -> str:
    case_id = overdue(parts)
    returning.return_case(parts, scenes.clerk(), case_id, None, None)
    return case_id


def _declined(parts: Parts) -> str:
    case_id = scenes.submitted(parts)
    declination.decline(parts, scenes.clerk(), case_id, scenes.ELSEWHERE, None)
    return case_id


def _served(parts: Parts) -> str:
    case_id = concluded(parts)
    scenes.served(parts, case_id)
    return case_id


def _withdrawn(parts: Parts) -> str:
    case_id = scenes.submitted(parts)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    return case_id


STAGES: dict[str, Callable[[Parts], str]] = {
    "draft": scenes.filled,
    "submitted": scenes.submitted,
    "to correct": to_correct,
    "overdue": overdue,
    "returned": _returned,
    "declined": _declined,
    "accepted": scenes.accepted,
    "examining": examining,
    "examined": scenes.examined,
    "wanting time": wanting_time,
    "suspended": suspended,
    "decided": scenes.decided,
    "concluded": concluded,
    "served": _served,
    "withdrawn": _withdrawn,
}
"""Every status, and what makes a difference within it."""


def _with_limit(limit: Period) -> dict[str, Any]:
    definition = copy.deepcopy(DEFINITION)
    definition["nodes"]["examine"]["limit"] = limit._asdict()
    return definition

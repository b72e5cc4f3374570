"""Who may take a task, and who may do what somebody else has taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import DIVISION


def standing_in(own: str, absent: str, role: Role = Role.EXAMINER) -> Caller:
    """Somebody who for now holds a colleague's post."""
    caller = scenes.examiner(own)
    caller.posts = (*caller.posts, Post(frozenset({role}), ("*",), (DIVISION,), absent))
    return caller


@pytest.mark.parametrize("who", [scenes.clerk, scenes.chief])
def test_another_role_may_not(parts: Parts, who: object) -> None:
    case_id = scenes.accepted(parts)
    with pytest.raises(Forbidden):
        tasks.claim(parts, who(), f"{case_id}-examine-1", None)  # type: ignore[operator]


@pytest.mark.parametrize(("begin", "step", "others"), [
    (scenes.submitted, "accept", (scenes.examiner, scenes.chief)),
    (scenes.examined, "decide", (scenes.clerk, scenes.examiner)),
])  # fmt: skip
def test_another_role_does_not_take_what_waits_by_law(
    parts: Parts, begin: Callable[[Parts], str], step: str, others: tuple[Callable[[], Caller], ...]
) -> None:
    task = f"{begin(parts)}-{step}-1"
    for who in others:
        with pytest.raises(Forbidden):
            tasks.claim(parts, who(), task, None)


def test_another_office_does_not_find_it(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    stranger = scenes.examiner()
    stranger.posts = (Post(frozenset({Role.EXAMINER}), ("99",), (DIVISION,)),)
    with pytest.raises(NotFound, match="task_not_found"):
        tasks.claim(parts, stranger, f"{case_id}-examine-1", None)


def test_an_applicant_does_not_find_it(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    applicant = scenes.applicant()
    applicant.reach = Reach.OFFICE
    with pytest.raises(NotFound):
        tasks.claim(parts, applicant, f"{case_id}-examine-1", None)


def _completed(parts: Parts, by: Caller, task: str, once: None) -> object:
    return tasks.complete(parts, by, task, "approve", None, once)


@pytest.mark.parametrize("deed", [tasks.release, _completed])
def test_a_colleague_does_not_touch_what_one_has(parts: Parts, deed: Callable[..., object]) -> None:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    with pytest.raises(RuleViolation, match="task_not_yours"):
        deed(parts, scenes.examiner("B"), task, None)


def test_who_stands_in_ends_it_and_the_act_says_for_whom(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    tasks.complete(parts, standing_in("B", "A"), task, "approve", None, None)
    last = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (last.type, last.actor.id, last.on_behalf_of) == ("case.task_completed", "B", "staff:A")


def test_who_stands_in_for_somebody_else_or_in_another_role_does_not(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    elsewhere = standing_in("B", "A")
    elsewhere.posts = (elsewhere.posts[0], Post(frozenset({Role.EXAMINER}), ("99",), (DIVISION,), "A"))
    for caller in (standing_in("B", "C"), standing_in("B", "A", Role.CLERK), elsewhere):
        with pytest.raises(RuleViolation, match="task_not_yours"):
            tasks.complete(parts, caller, task, "approve", None, None)

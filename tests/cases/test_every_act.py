"""Every legal act, at every stage, by everybody: the legal ones pass, by the permitted; of the rest nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.work import tasks
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.access import Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation, ServiceError
from tests.cases import licences
from tests.cases.everybody import at_work, entering
from tests.cases.fakes import memory_parts
from tests.cases.table_of_acts import ACTS, LEGAL, PAIRS, STAGES, an_item, begun, done, left, people, permitted


@pytest.mark.parametrize(("name", "stage"), PAIRS)
def test_whoever_may_not_or_comes_at_the_wrong_time_leaves_nothing(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    before = left(parts, case_id)
    for who, caller in people().items():
        if stage in ACTS[name].stages and who in ACTS[name].who:
            continue
        with pytest.raises(ServiceError):
            done(name, parts, case_id, caller)
        assert left(parts, case_id) == before, who


@pytest.mark.parametrize(
    ("name", "stage", "who"), [(*pair, who) for pair in LEGAL for who in sorted(ACTS[pair[0]].who)]
)
def test_what_is_legal_passes_by_whoever_may_and_is_one_act(name: str, stage: str, who: str) -> None:
    parts, case_id = begun(stage)
    case, chain = left(parts, case_id)
    done(name, parts, case_id, people()[who])
    acts = list(parts.cases.acts(f"case#{case_id}"))
    assert len(acts) == len(chain) + 1
    moved = acts[-1].changes.get("status", {"from": case.status})
    assert isinstance(moved, dict)
    assert moved["from"] == case.status
    verify_chain(f"case#{case_id}", acts)


@pytest.mark.parametrize(("name", "stage"), LEGAL)
def test_a_second_time_is_refused_and_a_repeated_request_is_answered_as_before(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    once = Once("somebody", name, "key-1", "0" * 64)
    answer = done(name, parts, case_id, permitted(name), once)
    before = left(parts, case_id)
    assert done(name, parts, case_id, permitted(name), once) == answer
    with pytest.raises(ServiceError):
        done(name, parts, case_id, permitted(name))
    assert left(parts, case_id) == before


class Meanwhile:
    """A repository in which somebody else is done first, once the case was read."""

    def __init__(self, parts: Parts, first: Callable[[], object]) -> None:
        self._cases, self._first = parts.cases, [first]

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._cases, name)
        return self._then(found) if name in ("case", "file") else found

    def _then(self, read: Callable[[str], Any]) -> Callable[[str], Any]:
        def reading(case_id: str) -> Any:
            found = read(case_id)
            if self._first:
                self._first.pop()()
            return found

        return reading


def tried(name: str, parts: Parts, case_id: str) -> str:
    """What came of it: the code of the refusal, if it was refused."""
    try:
        done(name, parts, case_id, permitted(name))
    except ServiceError as refused:
        return str(refused.code)
    return "done"


def standing(parts: Parts, case_id: str) -> tuple[Any, list[str]]:
    """The case's status, and what was done."""
    acts = list(parts.cases.acts(f"case#{case_id}"))
    verify_chain(f"case#{case_id}", acts)
    return licences.stored(parts, case_id).status, [act.type for act in acts]


@pytest.mark.parametrize(
    ("stage", "first", "second"),
    [(stage, first, second) for first, stage in LEGAL for second, at in LEGAL if at == stage],
)
def test_what_somebody_else_does_meanwhile_is_as_if_it_had_been_done_before(
    stage: str, first: str, second: str
) -> None:
    parts, case_id = begun(stage)
    tried(first, parts, case_id)
    told, left_so = tried(second, parts, case_id), standing(parts, case_id)
    parts, case_id = begun(stage)
    late = parts._replace(cases=Meanwhile(parts, lambda: tried(first, parts, case_id)))  # type: ignore[arg-type]
    assert (tried(second, late, case_id), standing(parts, case_id)) == (told, left_so)


TAKEN = {
    **dict.fromkeys(("submitted", "lacking", "received"), "accept"),
    "wanting time": "approve_extension",
    "suspended": "resume",
    "examined": "decide",
    "decided": "conclude",
    "concluded": "serve",
    "promised": "verify_commitment",
}
ENDS = {
    "accept": {
        "acceptance",
        "tolerant acceptance",
        "tolerant-receipt",
        "declination",
        "correction-request",
        "pre-review",
    },
    "approve_extension": {"extension-approval"},
    "resume": {"resumption"},
    "decide": {"decision"},
    "conclude": {"conclusion"},
    "serve": {"service-of-result"},
    "verify_commitment": {"commitment-verification"},
}


@pytest.mark.parametrize(
    ("name", "stage"), [(name, at) for name, at in LEGAL if name in ENDS.get(TAKEN.get(at, ""), ())]
)
def test_what_a_colleague_has_taken_nobody_else_ends(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    task = f"{case_id}-{TAKEN[stage]}-1"
    role = Role(open_work(licences.stored(parts, case_id))[task].role)
    colleague = at_work(role, number="S009")
    tasks.claim(parts, entering("/v1/desk/tasks/{task_id}/claim", colleague), task, None)
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        done(name, parts, case_id, permitted(name))
    done(name, parts, case_id, colleague)


@pytest.mark.parametrize(("name", "stage"), LEGAL)
def test_an_act_on_another_case_leaves_this_one_alone(name: str, stage: str) -> None:
    before_time = "to correct" if stage == "overdue" else stage
    parts, case_id = begun(before_time)
    other = STAGES[before_time](parts)
    if stage == "overdue":
        licences.pass_days(parts, 30)
    before = left(parts, case_id)
    done(name, parts, other, permitted(name))
    assert left(parts, case_id) == before


def test_nobody_acts_on_a_case_that_there_is_not() -> None:
    parts = memory_parts(an_item())
    for name in ACTS:
        with pytest.raises(ServiceError, match=r"(case|task)_not_found"):
            done(name, parts, "0" * 26, permitted(name))


def test_the_table_leaves_no_status_out() -> None:
    seen = {licences.stored(*begun(stage)).status for stage in STAGES}
    assert seen == set(CaseStatus)

"""What waits at the desk follows from the case alone, and the queue has just that, whatever is done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.history import evolve
from chalicelib.cases.history.holding import settled
from chalicelib.cases.records import Declared, Extension, Pause, Tolerance
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult
from chalicelib.cases.table.queue import queue_changes
from chalicelib.cases.work.open_work import NO_DAY, Task, next_act, open_work, queue_sort
from chalicelib.catalogue.checks.process import LEGAL

S = CaseStatus
CASE = Case(
    case_id="01KAJ00000000000000000CASE",
    owner="person-zhang",
    item_code="item",
    item_version=1,
    item_name="居住证申领",
    department="09",
    division_code="530102000000",
    channel="window",
    submitted_at="2026-11-20T01:00:00.000Z",
    accepted_at="2026-11-21T01:00:00.000Z",
    decided_at="2026-11-24T01:00:00.000Z",
    concluded_at="2026-11-24T02:00:00.000Z",
    due_on="2026-12-01",
    seq=3,
)
STEP = {"step": "examine", "name": "审查", "round": 1, "role": "examiner", "entered_at": "2026-11-21T01:00:00.000Z"}
DECLARED = Declared(("id_card",), "d" * 64, None, "2027-01-31")

EVERYTHING = CASE._replace(
    extension=Extension("S002", 10, "WD"),
    declared=DECLARED,
    result=DecisionResult.GRANT,
    consultations={"q": {"task_id": "t", "asked": "E1", "at": ""}},
)
"""All that may wait beside the status."""


def waiting(case: Case) -> list[tuple[str, str, str | None, str | None]]:
    return [(task.step, task.role, task.legal, task.due_on) for task in open_work(case).values()]


@pytest.mark.parametrize(("case", "expected"), [
    (CASE._replace(status=S.SUBMITTED), [("accept", "clerk", "acceptance", None)]),
    (CASE._replace(status=S.SUBMITTED, tolerance=Tolerance(("a",), "d", "receipt", "2026-11-30")),
     [("accept", "clerk", "acceptance", "2026-11-30")]),
    (CASE._replace(status=S.CORRECTION_REQUESTED), []),
    (CASE._replace(status=S.ACCEPTED, tasks={"examine-1": STEP}), [("examine", "examiner", None, "2026-12-01")]),
    (CASE._replace(status=S.EXAMINING, tasks={"examine-1": {**STEP, "due_on": "2026-11-25"}}),
     [("examine", "examiner", None, "2026-11-25")]),
    (CASE._replace(status=S.EXAMINING, tasks={"examine-1": {**STEP, "due_on": "2026-12-25"}}),
     [("examine", "examiner", None, "2026-12-01")]),
    (CASE._replace(status=S.EXAMINING), [("decide", "chief_representative", "decision", "2026-12-01")]),
    (CASE._replace(status=S.EXAMINING, extension=Extension("S002", 10, "WD")),
     [("decide", "chief_representative", "decision", "2026-12-01"),
      ("approve_extension", "chief_representative", "extension-approval", "2026-12-01")]),
    (CASE._replace(status=S.EXAMINING, extension=Extension("S002", 10, "WD", True)),
     [("decide", "chief_representative", "decision", "2026-12-01")]),
    (CASE._replace(status=S.SUSPENDED, tasks={"examine-1": STEP}, pause=Pause("hearing", "2026-11-22", 20, "WD",
                                                                             "2026-12-18")),
     [("resume", "examiner", "resumption", "2026-12-18")]),
    (CASE._replace(status=S.DECIDED), [("conclude", "clerk", "conclusion", None)]),
    (CASE._replace(status=S.CONCLUDED), [("serve", "clerk", "service-of-result", None)]),
    (CASE._replace(status=S.SERVED), []),
    (CASE._replace(status=S.SERVED, declared=DECLARED, result=DecisionResult.GRANT),
     [("verify_commitment", "examiner", "commitment-verification", "2027-01-31")]),
    (CASE._replace(status=S.SERVED, declared=DECLARED._replace(verified="kept"), result=DecisionResult.GRANT), []),
    (CASE._replace(status=S.SERVED, declared=DECLARED, result=DecisionResult.REFUSE), []),
    (CASE._replace(status=S.WITHDRAWN, tasks={"examine-1": STEP}), []),
])  # fmt: skip
def test_what_waits_by_table(case: Case, expected: list[Any]) -> None:
    assert waiting(case) == expected


def test_no_step_of_a_process_is_called_as_what_waits_by_law() -> None:
    """Their ids and their holders would be the same."""
    found = {task.step for status in S for task in open_work(EVERYTHING._replace(status=status)).values()}
    assert found == LEGAL


def test_while_steps_are_open_no_legal_act_is_next() -> None:
    assert next_act(CASE._replace(status=S.EXAMINING, tasks={"examine-1": STEP})) is None
    due = next_act(CASE._replace(status=S.EXAMINING))
    assert due is not None
    assert due.legal == "decision"


def test_claims_outlast_a_suspension_and_end_with_their_task() -> None:
    examining = CASE._replace(status=S.EXAMINING, tasks={"examine-1": STEP})
    task_id = f"{CASE.case_id}-examine-1"
    claimed = settled(examining._replace(claims={task_id: "A"}, handlers={"examine": "A"}))
    stopped = settled(claimed._replace(status=S.SUSPENDED))
    assert (stopped.claims, settled(stopped._replace(status=S.EXAMINING)).claims) == ({}, {task_id: "A"})
    assert settled(claimed._replace(tasks={})).claims == {}


_TASKS = st.builds(
    Task,
    task_id=st.from_regex(r"[A-Z0-9]{26}-[a-z]{3,8}-[1-9]", fullmatch=True),
    case_id=st.just(""),
    step=st.just("s"),
    name=st.just("n"),
    round=st.just(1),
    role=st.just("clerk"),
    entered_at=st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z"),
    claimed_by=st.none(),
    due_on=st.none() | st.dates().map(str),
    urgency=st.sampled_from([None, "urgent", "special", "red_list"]),
)


@given(st.lists(_TASKS, max_size=8))
def test_the_order_is_urgency_then_due_day_then_how_long_it_waits(tasks: list[Task]) -> None:
    def important(task: Task) -> tuple[int, str, str, str]:
        rank = {"urgent": 0, "special": 0, "red_list": 1, None: 2}[task.urgency]
        return rank, task.due_on or NO_DAY, task.entered_at, task.task_id

    assert sorted(tasks, key=queue_sort) == sorted(tasks, key=important)


_STATES = st.builds(
    CASE._replace,
    status=st.sampled_from(list(S)),
    tasks=st.sampled_from([{}, {"examine-1": STEP}, {"examine-1": {**STEP, "due_on": "2026-11-24"}}]),
    due_on=st.sampled_from([None, "2026-12-01", "2026-12-09"]),
    urgency=st.sampled_from([None, "urgent"]),
    red_list=st.booleans(),
    declared=st.sampled_from([None, DECLARED]),
    result=st.sampled_from([None, DecisionResult.GRANT]),
    extension=st.sampled_from([None, Extension("S002", 5, "WD")]),
    consultations=st.sampled_from([{}, {f"{CASE.case_id}-answer-4": {"task_id": f"{CASE.case_id}-examine-1",
                                                                     "asked": "E1", "at": "2026-11-22"}}]),
)  # fmt: skip


@given(st.lists(_STATES, min_size=1, max_size=6))
def test_the_queues_entries_follow_every_change_of_a_case(states: list[Case]) -> None:
    """Also where only the order changes: an urgency, a day that moved."""
    entries: dict[str, tuple[str, str]] = {}
    before: Case | None = None
    for after in map(settled, states):
        for write in queue_changes(before, after):
            if write.operation == "delete":
                entries.pop(write.item.sk)
            else:
                item: Any = write.item
                entries[item.sk] = (item.queue_key, item.queue_sort)
        expected = open_work(after)
        assert entries.keys() == {f"TASK#{task_id}" for task_id in expected}
        assert {sort for _, sort in entries.values()} == {queue_sort(task) for task in expected.values()}
        assert {key for key, _ in entries.values()} <= {"09#530102000000", "STAFF:E1"}
        before = after


def test_an_act_that_says_nothing_of_tasks_leaves_them() -> None:
    case = settled(CASE._replace(status=S.EXAMINING, tasks={"examine-1": STEP}))
    after = evolve(case, "case.urgency_approved", {"urgency": "urgent"}, "2026-11-22T01:00:00.000Z", 4, "h")
    assert [task.urgency for task in open_work(after).values()] == ["urgent"]

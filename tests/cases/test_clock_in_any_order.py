"""However messages come, late, early, twice or out of order, and whoever is faster: the same comes of a case."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.desk import acceptance
from chalicelib.cases.enforcing import course, owner
from chalicelib.cases.enforcing.owner import CaseDeadlines
from chalicelib.cases.history import evolve
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.table import CaseTable
from chalicelib.configuration.documents import Supervision
from chalicelib.shared.acts import Act
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.cases import licences, promises, scenes
from tests.cases.fakes import parts_of
from tests.cases.left_alone import (
    MONDAY,
    by_the_clock,
    city,
    enforced,
    standing,
    stored,
    swept,
    told,
    until,
)
from tests.fakes import SECRET, FakeClock

NAMES = ["acceptance", "correction", "supplement", "stage:examine-1", "committed", "statutory", "service", "pickup"]
SCENES: dict[str, Callable[[Parts], str]] = {
    "submitted": scenes.submitted,
    "lacking": promises.signed,
    "received": promises.received,
    "to correct": licences.to_correct,
    "accepted": scenes.accepted,
    "examining": licences.examining,
    "suspended": licences.suspended,
    "concluded": licences.concluded,
}
message = st.tuples(st.sampled_from(NAMES), st.integers(1, 3))


def _city() -> Parts:
    return city(licences.an_item(may_follow=frozenset({"lease"})))


@given(
    st.sampled_from(sorted(SCENES)), st.lists(st.tuples(st.integers(0, 9), st.lists(message, max_size=4)), max_size=12)
)
@settings(max_examples=150, deadline=None)
def test_what_the_keeper_asks_twice_or_by_mistake_changes_nothing(
    scene: str, days: list[tuple[int, list[tuple[str, int]]]]
) -> None:
    """Day by day: one city is asked for what is due and nothing else, the other for anything, any number of times."""
    exact, careless = _city(), _city()
    theirs, ours = SCENES[scene](exact), SCENES[scene](careless)
    for passed, messages in days:
        for parts in (exact, careless):
            clock: Any = parts.wall
            clock.move(timedelta(days=passed))
        for name, times in messages:
            for _ in range(times):
                enforced(careless, ours, name)
        swept(careless, ours)
        swept(exact, theirs)
        assert _told(exact, theirs) == _told(careless, ours)
        assert _state(exact, theirs) == _state(careless, ours)
    _log_tells_state(careless, ours)


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("late", ["2026-04-20 09:00", "2026-09-01 09:00"])
def test_whoever_looks_late_does_what_was_due_in_one_go(scene: str, late: str) -> None:
    parts = _city()
    case_id = SCENES[scene](parts)
    until(parts, late)
    asked = swept(parts, case_id)
    assert len(asked) == len(set(asked))
    assert swept(parts, case_id) == []
    _log_tells_state(parts, case_id)


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("late", range(0, 130, 10))
def test_of_a_day_that_is_over_nobody_is_told_that_it_nears(scene: str, late: int) -> None:
    """The result that waits (pickup) is told of when its days are over: that is its one moment."""
    parts = _city()
    case_id = SCENES[scene](parts)
    clock: Any = parts.wall
    clock.move(timedelta(days=late))
    swept(parts, case_id)
    nearing = [act for act in told(parts, case_id) if act.type in ("case.deadline_neared", "case.reminded")]
    due_on = {str(deadline["due_on"]) for act in nearing if (deadline := _deadline(act))["kind"] != "pickup"}
    assert not due_on or parts.law.today().isoformat() <= min(due_on)


def test_what_one_transaction_cannot_hold_is_done_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, halves = city(), city()
    ids = [licences.examining(parts) for parts in (whole, halves)]
    for parts in (whole, halves):
        until(parts, "2026-06-01 09:00")
    assert enforced(whole, ids[0], "committed")
    for module in (course, owner):
        monkeypatch.setattr(module, "MOST", 1)
    assert enforced(halves, ids[1], "committed")
    assert standing(halves, ids[1])["committed"].next_at is None
    swept(halves, ids[1])
    assert by_the_clock(halves, ids[1]) == by_the_clock(whole, ids[0])


def test_a_clock_that_is_put_back_takes_nothing_back_and_says_nothing_twice() -> None:
    parts = city()
    case_id = scenes.accepted(parts)
    until(parts, "2026-04-20 09:00")
    swept(parts, case_id)
    before = told(parts, case_id)
    until(parts, "2026-03-03 09:00")
    assert swept(parts, case_id) == []
    until(parts, "2026-04-20 09:00")
    assert swept(parts, case_id) == []
    assert told(parts, case_id) == before


def test_of_one_moment_the_law_comes_first() -> None:
    """Two working days before the promised end is what follows over, and one before it the promise nears."""
    parts = _city()
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    promises.examined(parts, case_id)
    until(parts, "2026-03-13 00:00")
    clock = CaseDeadlines(parts, lambda: Supervision(near_percent=1))
    moments = {one.name: one.next_at for one in clock.standing(f"case#{case_id}").deadlines}
    assert moments["committed"] == "2026-03-12T16:00:00.000Z"
    assert clock.enforce(f"case#{case_id}", "committed")
    assert by_the_clock(parts, case_id) == [("case.tolerance_lapsed", "")]


def test_a_deadline_that_there_is_not_is_none() -> None:
    parts = city()
    case_id = scenes.accepted(parts)
    until(parts, "2026-09-01 09:00")
    assert not any(enforced(parts, case_id, name) for name in ("acceptance", "stage:examine-9", "nonsense", ""))
    assert len(told(parts, case_id)) == 2


class _Interrupted:
    """Cases of which somebody else has one just after it was read, once."""

    def __init__(self, cases: Any, deed: Callable[[], object]) -> None:
        self._cases, self._deeds = cases, [deed]

    def case(self, case_id: str) -> Any:
        found = self._cases.case(case_id)
        if self._deeds:
            self._deeds.pop()()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cases, name)


def test_a_clerk_and_the_law_at_one_moment_leave_one_acceptance(tables: None) -> None:
    """Whoever comes second finds it done, and decides anew."""
    for first in ("clerk", "law"):
        parts = _on_the_table()
        case_id = scenes.submitted(parts)
        until(parts, "2026-03-10 00:00")

        def accept(by: Parts, case_id: str = case_id) -> object:
            return acceptance.accept(by, scenes.clerk(), case_id, None)

        def enforce(by: Parts, case_id: str = case_id) -> object:
            return CaseDeadlines(by, Supervision).enforce(f"case#{case_id}", "acceptance")

        faster, slower = (accept, enforce) if first == "clerk" else (enforce, accept)
        beaten = parts._replace(cases=_Interrupted(parts.cases, partial(faster, parts)))
        with suppress(RuleViolation):
            assert not slower(beaten)
        acts = [act.type for act in told(parts, case_id)]
        assert acts == ["case.submitted", "case.accepted" if first == "clerk" else "case.deemed_accepted"]
        assert stored(parts, case_id).status == "accepted"


def test_the_table_keeps_what_the_clock_leaves(tables: None) -> None:
    parts = _on_the_table()
    case_id = scenes.submitted(parts)
    for moment in ("2026-03-06 00:00", "2026-03-10 00:00", "2026-05-01 00:00"):
        until(parts, moment)
        swept(parts, case_id)
    assert stored(parts, case_id).alarms == {
        "acceptance": "near:2026-03-09",
        "stage:examine-1": "passed:2026-03-17",
        "committed": "passed:2026-03-16",
        "statutory": "passed:2026-03-30",
    }
    _log_tells_state(parts, case_id)


def _deadline(act: Act) -> dict[str, Any]:
    found: Any = act.changes["deadline"]
    return dict(found)


def _on_the_table() -> Parts:
    clock = FakeClock(MONDAY)
    committer = DynamoCommitter(OnceBook(Sealer(SECRET), clock))
    return parts_of(committer, CaseTable(clock, lambda: "2056-12-31"), clock, licences.an_item())


def _told(parts: Parts, case_id: str) -> list[tuple[str, str]]:
    """What was done; acts of one instant have no order."""
    return sorted(by_the_clock(parts, case_id))


def _state(parts: Parts, case_id: str) -> tuple[Any, ...]:
    case = stored(parts, case_id)
    days = {name: (one.due_on, one.next_at) for name, one in standing(parts, case_id).items()}
    return case.status, case.accepted_at, case.due_on, dict(case.alarms), days


def _log_tells_state(parts: Parts, case_id: str) -> None:
    state: Case | None = None
    for act in told(parts, case_id):
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    assert state == stored(parts, case_id)._replace(version=0)

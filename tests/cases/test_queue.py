"""The queue of an office: order, filters, pages and counts, in memory and on the table."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.cases.desk import conclusion
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.table import CaseTable
from chalicelib.cases.table.queue import queue as entries
from chalicelib.cases.table.queue import waiting
from chalicelib.cases.work import queueing, tasks
from chalicelib.cases.work.open_work import office
from chalicelib.cases.work.wanted import Wanted
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.change import Change
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import Malformed, NotFound
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.paging import encode_cursor
from chalicelib.shared.sealing import Sealer
from tests.cases import scenes
from tests.cases.at_the_desk import page, queue, stored
from tests.cases.fakes import DEPARTMENT, DIVISION, parts_of
from tests.fakes import SECRET, FakeClock


def changed(parts: Parts, case_id: str, **fields: object) -> None:
    """The case with other facts, as an act would leave it."""
    before = stored(parts, case_id)
    after: Case = before._replace(**fields)  # type: ignore[arg-type]
    parts.committer.commit(lambda: Change(parts.cases.save(before, after)), None)


def office_of(parts: Parts) -> dict[str, str]:
    """A submitted, an accepted, an examined and a decided case, by what waits in each."""
    return {
        "accept": scenes.submitted(parts),
        "examine": scenes.accepted(parts),
        "decide": scenes.examined(parts),
        "conclude": scenes.decided(parts),
    }


def test_urgent_ones_go_first_then_who_is_on_the_red_list_then_what_is_due(parts: Parts) -> None:
    cases = office_of(parts)
    changed(parts, cases["conclude"], urgency="urgent")
    changed(parts, cases["decide"], red_list=True, due_on="2099-01-01")
    changed(parts, cases["examine"], due_on="2026-12-01")
    assert [task["step"] for task in queue(parts)] == ["conclude", "decide", "examine", "accept"]
    changed(parts, cases["accept"], urgency="special")
    changed(parts, cases["conclude"], urgency=None)
    assert [task["step"] for task in queue(parts)] == ["accept", "decide", "examine", "conclude"]


@pytest.mark.parametrize(("asked", "expected"), [
    ({"step": "examine"}, ["examine"]),
    ({"role": "clerk"}, ["accept", "conclude"]),
    ({"status": "submitted"}, ["accept"]),
    ({"item_code": "another"}, []),
    ({"mine": "true"}, ["accept"]),
    ({"unclaimed": "true"}, ["conclude", "decide", "examine"]),
    ({"overdue": "true"}, ["examine"]),
    ({"overdue": "true", "role": "clerk"}, []),
])  # fmt: skip
def test_filters(parts: Parts, asked: dict[str, str], expected: list[str]) -> None:
    cases = office_of(parts)
    tasks.claim(parts, scenes.clerk(), f"{cases['accept']}-accept-1", None)
    changed(parts, cases["examine"], due_on="2026-11-20")
    assert sorted(task["step"] for task in queue(parts, None, **asked)) == sorted(expected)


def test_what_is_mine_includes_that_of_whom_i_stand_in_for(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    tasks.claim(parts, scenes.clerk("A"), f"{case_id}-accept-1", None)
    helper = scenes.clerk("B")
    assert queue(parts, helper, mine="true") == []
    helper.posts = (*helper.posts, Post(frozenset({Role.CLERK}), ("*",), (DIVISION,), "A"))
    assert [task["claimed_by"] for task in queue(parts, helper, mine="true")] == ["A"]


@pytest.mark.parametrize("asked", [{}, {"role": "clerk"}])
def test_pages_go_through_all_of_it_once(parts: Parts, asked: dict[str, str]) -> None:
    wanted = [scenes.submitted(parts) for _ in range(5)]
    scenes.accepted(parts)
    seen, cursor = [], None
    for _ in range(10):
        part = page(parts, None, limit=2, cursor=cursor, **asked)
        seen += [task["case_id"] for task in part["tasks"] if task["step"] == "accept"]
        cursor = part["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(wanted)


def test_counts_are_of_the_whole_queue(parts: Parts) -> None:
    cases = office_of(parts)
    tasks.claim(parts, scenes.clerk(), f"{cases['accept']}-accept-1", None)
    changed(parts, cases["examine"], due_on="2026-11-20")
    changed(parts, cases["decide"], due_on="2026-11-21")
    told = queueing.counts(parts, scenes.clerk(), DEPARTMENT, DIVISION)
    assert told == {
        "open": 4,
        "complete": True,
        "by_step": [
            {"step": "accept", "role": "clerk", "open": 1},
            {"step": "conclude", "role": "clerk", "open": 1},
            {"step": "decide", "role": "chief_representative", "open": 1},
            {"step": "examine", "role": "examiner", "open": 1},
        ],
        "unclaimed": 3,
        "mine": 1,
        "overdue": 1,
        "due_today": 1,
    }
    conclusion.conclude(parts, scenes.clerk(), cases["conclude"], None)
    assert queueing.counts(parts, scenes.clerk(), DEPARTMENT, DIVISION)["open"] == 4


FILTERS: tuple[dict[str, Any], ...] = (
    {"step": "examine"}, {"role": "clerk"}, {"status": "submitted"}, {"mine": "true"}, {"unclaimed": "true"},
    {"overdue": "true"},
)  # fmt: skip


def ids(parts: Parts, who: Caller | None = None, **asked: Any) -> set[str]:
    return {task["task_id"] for task in queue(parts, who, **asked)}


def mixed(parts: Parts) -> None:
    """Tasks that somebody has and that nobody has, late, due today, later and without a day."""
    cases = office_of(parts)
    tasks.claim(parts, scenes.clerk(), f"{cases['accept']}-accept-1", None)
    tasks.claim(parts, scenes.examiner(), f"{cases['examine']}-examine-1", None)
    for name, day in (("examine", "2026-11-20"), ("decide", "2026-11-21"), ("conclude", "2027-01-04")):
        changed(parts, cases[name], due_on=day)


@pytest.mark.parametrize("who", [scenes.clerk, scenes.examiner, scenes.chief])
def test_counts_say_what_filters_find(parts: Parts, who: Callable[[], Caller]) -> None:
    mixed(parts)
    told = queueing.counts(parts, who(), DEPARTMENT, DIVISION)
    assert told["open"] == len(ids(parts, who()))
    for name in ("unclaimed", "mine", "overdue"):
        assert told[name] == len(ids(parts, who(), **{name: "true"})), name
    for one in told["by_step"]:
        assert one["open"] == len(ids(parts, who(), step=one["step"], role=one["role"]))


def test_what_two_filters_find_each_of_them_finds(parts: Parts) -> None:
    mixed(parts)
    for one, other in itertools.combinations(FILTERS, 2):
        assert ids(parts, **one, **other) == ids(parts, **one) & ids(parts, **other), (one, other)


@pytest.mark.parametrize("after", [
    "x", "#", "0", "2#9999-12-31##", "2#9999-12-31#t#01KAJ00000000000000000CASE-accept-1", "z" * 500, "STAFF:S001#1",
])  # fmt: skip
def test_a_cursor_that_somebody_made_shows_nothing_of_another_office(parts: Parts, after: str) -> None:
    case_id = scenes.submitted(parts)
    for filters in ({}, *FILTERS):
        found = page(parts, cursor=encode_cursor({"after": after}), **filters)["tasks"]
        assert {task["case_id"] for task in found} <= {case_id}


def test_of_another_office_nothing_is_told(parts: Parts) -> None:
    scenes.submitted(parts)
    stranger = scenes.clerk()
    stranger.posts = (Post(frozenset({Role.CLERK}), ("99",), (DIVISION,)),)
    with pytest.raises(NotFound, match="office_not_found"):
        page(parts, stranger)
    with pytest.raises(NotFound, match="office_not_found"):
        queueing.counts(parts, stranger, DEPARTMENT, DIVISION)


def test_a_cursor_is_ours_and_a_task_knows_its_case(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    (task,) = queue(parts)
    assert (task["case_id"], task["item_name"], task["status"]) == (case_id, "居住证申领", "submitted")
    with pytest.raises(Malformed):
        page(parts, cursor="nonsense")


def test_a_long_queue_is_looked_through_and_counted_in_bounded_pieces(tables: object) -> None:
    committer, clock = DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())), FakeClock()
    parts = parts_of(committer, CaseTable(clock, lambda: "2056-12-31"), clock)
    for _ in range(3):
        scenes.submitted(parts)
    examined = scenes.accepted(parts)
    desk, seen, position = office(DEPARTMENT, DIVISION), [], None
    for _ in range(3):
        part = entries(desk, 1, position, Wanted(step="examine"), looked_through=2)
        seen += [task.case_id for task in part.entries]
        position = part.next
        if position is None:
            break
    assert seen == [examined]
    assert (len(waiting(desk, 3).entries), waiting(desk, 3).next) == (3, {})
    assert waiting(desk, 5).next is None

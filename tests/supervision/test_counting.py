"""However acts come, the counters are the same; the table and its double agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.shared import dynamodb
from chalicelib.shared.acts import Act
from chalicelib.supervision.ports import AlreadyCounted, Counters
from chalicelib.supervision.rules import Entering, Tally, Uncountable
from chalicelib.supervision.service import SupervisionService
from chalicelib.supervision.table.counters import SHARDS, SLICES, CounterTable
from chalicelib.supervision.table.items import ItemCounterTable
from tests.fakes import MemoryCommitter
from tests.supervision.cases import DEPARTMENT, DIVISION, ITEM, a_life, an_act, passed
from tests.supervision.memory import MemoryCity, MemoryCounters

DAY = date(2026, 11, 21)
Counted = dict[Entering, Tally]
ONE = Tally(1)
CONCLUDED_ONE = Tally(1, promised=1, on_time=1, early=1, online=1, timed=1, used=4, compared=1, statutory=20, spent=4)


@pytest.fixture(params=["memory", "dynamodb"])
def parts(request: pytest.FixtureRequest) -> Iterator[tuple[Counters, SupervisionService]]:
    if request.param == "memory":
        memory = MemoryCounters()
        yield memory, SupervisionService(memory, ItemCounterTable(), MemoryCity(), MemoryCommitter())
        return
    request.getfixturevalue("tables")
    wiring.committer.cache_clear()
    table = CounterTable()
    yield table, SupervisionService(table, ItemCounterTable(), MemoryCity(), wiring.committer())


def counted(counters: Counters, days: int = 3, item: str | None = None) -> Counted:
    found = list(counters.entered([DAY + timedelta(days=offset - 1) for offset in range(days)], item))
    assert len({entered for entered, _ in found}) == len(found)
    return dict(found)


def entered(status: str, left: str, **told: Any) -> Entering:
    facts = {
        "day": DAY,
        "item_code": ITEM,
        "department": DEPARTMENT,
        "division_code": DIVISION,
        "channel": "system",
        **told,
    }
    return Entering(status=status, left=left, **facts)


def test_a_life_is_counted_step_by_step(parts: tuple[Counters, SupervisionService]) -> None:
    counters, service = parts
    for act in a_life():
        service.count(act)
    assert counted(counters) == {
        entered("submitted", "draft"): ONE,
        entered("correction_requested", "submitted"): ONE,
        entered("submitted", "correction_requested"): ONE,
        entered("accepted", "submitted"): ONE,
        entered("examining", "accepted"): ONE,
        entered("decided", "examining"): ONE,
        entered("concluded", "decided"): CONCLUDED_ONE,
    }


def test_an_act_counts_once_however_often_it_comes(parts: tuple[Counters, SupervisionService]) -> None:
    counters, service = parts
    act = an_act()
    for _ in range(3):
        service.count(act)
    assert counted(counters) == {entered("accepted", "submitted"): ONE}


def test_acts_are_told_apart_by_item_division_channel_and_day(parts: tuple[Counters, SupervisionService]) -> None:
    counters, service = parts
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    for act in (
        an_act(),
        an_act(item_code="a#b"),
        an_act(division_code="530103000000"),
        an_act("case.submitted", "draft", "submitted", channel="miniprogram"),
        an_act(at=late),
    ):
        service.count(act)
    expected = {
        entered("accepted", "submitted"): ONE,
        entered("accepted", "submitted", item_code="a#b"): ONE,
        entered("accepted", "submitted", division_code="530103000000"): ONE,
        entered("submitted", "draft", channel="miniprogram"): ONE,
        entered("accepted", "submitted", day=DAY + timedelta(days=1)): ONE,
    }
    assert counted(counters) == expected
    assert counted(counters, item="a#b") == {entered("accepted", "submitted", item_code="a#b"): ONE}
    assert counted(counters, item="a") == {}


def test_the_counters_of_every_item_are_found(parts: tuple[Counters, SupervisionService]) -> None:
    """Wherever its code puts an item."""
    counters, service = parts
    codes = [f"item{number}" for number in range(4 * SHARDS)]
    for code in codes:
        service.count(an_act(item_code=code))
    assert sorted(found.item_code for found in counted(counters)) == sorted(codes)


def test_a_counted_act_refuses_to_be_counted_again(parts: tuple[Counters, SupervisionService]) -> None:
    counters, service = parts
    service.count(act := an_act())
    again = counters.enter(act.act_id, entered("accepted", "submitted"), ONE)
    guard = again[0]
    assert guard.refusal is not None
    assert isinstance(guard.refusal(), AlreadyCounted)


def test_cases_that_take_the_same_step_are_counted_on_several_items_and_summed(tables: Any) -> None:
    wiring.committer.cache_clear()
    service = SupervisionService(CounterTable(), ItemCounterTable(), MemoryCity(), wiring.committer())
    for _ in range(8 * SLICES):
        service.count(an_act())
    items = tables.scan(TableName="statistics_table")["Items"]
    assert 1 < len([item for item in items if item["pk"]["S"].startswith("DAY#")]) <= SLICES
    assert counted(CounterTable()) == {entered("accepted", "submitted"): Tally(8 * SLICES)}


@pytest.mark.parametrize("in_the_way", [("TransactionConflict", "None"), ("None", "TransactionConflict")])
def test_a_consumer_that_meets_others_on_a_counter_counts_once(tables: Any, in_the_way: tuple[str, ...]) -> None:
    """What an account answers two transactions on one item; nothing local ever does."""
    reasons = [{"Code": code} for code in in_the_way]
    error = {"Code": "TransactionCanceledException", "Message": "cancelled"}
    cancelled = {"Error": error, "CancellationReasons": reasons, "ResponseMetadata": {"HTTPHeaders": {}}}
    waiting = [(AWSResponse("", 400, {}, None), cancelled)] * 5

    def give(**_: Any) -> Any:
        return waiting.pop() if waiting else None

    wiring.committer.cache_clear()
    service = SupervisionService(CounterTable(), ItemCounterTable(), MemoryCity(), wiring.committer())
    events = dynamodb.client().meta.events
    events.register_first("before-call.dynamodb.TransactWriteItems", give)
    try:
        for act in [an_act()] * 2:
            service.count(act)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", give)
    assert not waiting
    assert counted(CounterTable()) == {entered("accepted", "submitted"): ONE}


@pytest.mark.parametrize("kinds", [("committed", "statutory", "stage"), ("stage", "statutory")])
def test_a_promise_or_else_a_statute_that_ran_out_is_counted_once_where_no_status_changes(
    parts: tuple[Counters, SupervisionService], kinds: tuple[str, ...]
) -> None:
    counters, service = parts
    for act in map(passed, kinds):
        service.count(act)
    assert counted(counters) == {entered("deadline_passed", "committed"): ONE}


def test_an_act_without_its_facts_is_not_swallowed(parts: tuple[Counters, SupervisionService]) -> None:
    counters, service = parts
    for act in (an_act(item_code=None), an_act("case.concluded", "decided", "concluded", clock=None)):
        with pytest.raises(Uncountable):
            service.count(act)
    assert counted(counters) == {}


class Dying(MemoryCommitter):
    """Dies before or after the write, as a container may."""

    def __init__(self, deaths: list[str]) -> None:
        super().__init__()
        self.deaths = deaths

    def commit(self, decide: Any, once: Any) -> dict[str, Any]:
        death = self.deaths.pop(0) if self.deaths else ""
        if death == "before":
            raise RuntimeError("died")
        answer = super().commit(decide, once)
        if death == "after":
            raise RuntimeError("died")
        return answer


LIVES = [
    act for item in ("a", "b") for act in a_life(item_code=item, channel="h5") if act.type != "case.task_completed"
]


@given(st.permutations(LIVES), st.lists(st.sampled_from(LIVES), max_size=12), st.data())
def test_any_order_any_repetition_any_death_gives_the_same_counters(
    acts: list[Act], repeated: list[Act], data: st.DataObject
) -> None:
    in_order = MemoryCounters()
    for act in LIVES:
        SupervisionService(in_order, ItemCounterTable(), MemoryCity(), MemoryCommitter()).count(act)
    deaths = data.draw(st.lists(st.sampled_from(["before", "after", ""]), max_size=30))
    counters = MemoryCounters()
    service = SupervisionService(counters, ItemCounterTable(), MemoryCity(), Dying(deaths))
    queue = data.draw(st.permutations([*acts, *repeated]))
    while queue:
        act = queue.pop(0)
        try:
            service.count(act)
        except RuntimeError:
            queue.append(act)
    days = [DAY]
    assert dict(counters.entered(days, None)) == dict(in_order.entered(days, None))

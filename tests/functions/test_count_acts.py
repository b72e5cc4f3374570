"""The consumer of the statistics queue: counts, and answers what must come again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.archive.lines import Line
from chalicelib.shared.acts import Act
from chalicelib.supervision.table.counters import CounterTable
from chalicelib.wiring import supervision as supervision_wiring
from functions.count_acts.handler import handler
from tests.functions.queue import message_of
from tests.supervision.cases import a_life, an_act

DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def counters(tables: Any) -> CounterTable:
    for factory in (wiring.committer, supervision_wiring.supervision_service):
        factory.cache_clear()
    return CounterTable()


def message(act: Act, number: int, group: str | None = None) -> dict[str, Any]:
    """The record of an act's message, with the id `m<number>`."""
    return message_of(Line(act, str(number)), group)


def total(counters: CounterTable) -> int:
    return sum(tally.entered for _, tally in counters.entered([DAY], None))


def test_a_batch_is_counted_and_a_repeated_one_changes_nothing(counters: CounterTable) -> None:
    event = {"Records": [message(act, number) for number, act in enumerate(a_life())]}
    for _ in range(2):
        assert handler(event, None) == {"batchItemFailures": []}
        assert total(counters) == 7


@pytest.mark.parametrize("spoil", [lambda body: "no act", lambda body: body.replace("accepted", "rejected")])
def test_a_failing_act_and_those_behind_it_in_its_group_come_again(counters: CounterTable, spoil: Any) -> None:
    records = [message(an_act(), number, group) for number, group in enumerate(["a", "b", "a", "b", "c"])]
    records[1]["body"] = spoil(records[1]["body"])
    assert handler({"Records": records}, None) == {
        "batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m3"}]
    }
    assert total(counters) == 3


def test_an_act_without_its_facts_comes_again_and_so_becomes_a_dead_letter() -> None:
    answer = handler({"Records": [message(an_act(item_code=None), 0)]}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}

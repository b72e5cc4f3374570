"""The functions read events as they were recorded from the local cloud."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from chalicelib import wiring
from chalicelib.supervision.table.counters import CounterTable
from chalicelib.wiring import cases as cases_wiring
from chalicelib.wiring import configuration as configuration_wiring
from chalicelib.wiring import supervision as supervision_wiring
from functions.assign_tasks.handler import handler as assign
from functions.count_acts.handler import handler as count
from functions.relay_acts.batch import read_batch

EVENTS = Path(__file__).parent / "events"


def recorded(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text())
    return event


def test_a_recorded_stream_batch_is_read_whole() -> None:
    batch = read_batch(recorded("acts_stream")["Records"])
    assert [line.act.seq for line in batch.lines] == [1, 2, 3]
    assert (batch.poison, batch.day) == ((), date(2026, 11, 21))


def test_a_recorded_queue_batch_is_counted(tables: Any) -> None:
    for factory in (wiring.committer, supervision_wiring.supervision_service):
        factory.cache_clear()
    assert count(recorded("statistics_queue"), None) == {"batchItemFailures": []}
    days = [date(2026, 11, 21), date(2026, 11, 22)]
    assert sum(tally.entered for _, tally in CounterTable().entered(days, None)) == 3


def test_a_recorded_queue_batch_gives_no_task_away_in_a_city_without_a_rule(tables: Any) -> None:
    for factory in (wiring.committer, configuration_wiring.configuration_service, cases_wiring.assigner):
        factory.cache_clear()
    assert assign(recorded("assignments_queue"), None) == {"batchItemFailures": []}

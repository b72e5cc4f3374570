"""The consumer of the assignments queue: which cases it looks at, and what comes again."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.archive.lines import Line
from chalicelib.shared.errors import Throttled
from chalicelib.wiring import cases as wiring
from functions.assign_tasks import handler as function
from tests.functions.queue import message_of
from tests.supervision.cases import a_life, an_act


class FakeAssigner:
    """Notes which cases it was asked to look at; those in `busy` cannot be stored now."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.busy: set[str] = set()

    def follow(self, case_id: str) -> tuple[str, ...]:
        if case_id in self.busy:
            raise Throttled("storage_busy")
        self.seen.append(case_id)
        return (f"{case_id}-examine-1",)


@pytest.fixture
def assigner(monkeypatch: pytest.MonkeyPatch) -> FakeAssigner:
    fake = FakeAssigner()
    monkeypatch.setattr(wiring, "assigner", lambda: fake)
    return fake


def test_the_case_of_each_act_is_looked_at_whatever_the_act_says(assigner: FakeAssigner) -> None:
    life = a_life()
    records = [message_of(Line(act, str(number))) for number, act in enumerate(life)]
    assert function.handler({"Records": records}, None) == {"batchItemFailures": []}
    assert assigner.seen == [act.subject.removeprefix("case#") for act in life]


def test_what_cannot_be_stored_now_comes_again_and_what_cannot_be_read_becomes_a_dead_letter(
    assigner: FakeAssigner,
) -> None:
    records: list[dict[str, Any]] = [message_of(Line(an_act(), str(n)), group) for n, group in enumerate("abc")]
    records[1]["body"] = "no act"
    assert function.handler({"Records": records}, None)["batchItemFailures"] == [
        {"itemIdentifier": records[1]["messageId"]}
    ]
    assigner.busy = set(assigner.seen)
    again = function.handler({"Records": records[:1]}, None)
    assert again == {"batchItemFailures": [{"itemIdentifier": records[0]["messageId"]}]}

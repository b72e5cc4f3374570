"""What SQS does not take of a batch is sent again, and nothing else of it; what it never takes is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.enforcement.adapters import queue as adapter
from chalicelib.enforcement.adapters.queue import SqsQueue
from chalicelib.enforcement.ports import NotSent


class Moody:
    """Refuses the messages that it is told to, so many times each."""

    def __init__(self, refusals: dict[int, int]) -> None:
        self.refusals = refusals
        self.taken: list[int] = []
        self.sizes: list[int] = []

    def send_message_batch(self, **sent: Any) -> dict[str, Any]:
        self.sizes.append(len(sent["Entries"]))
        failed = [entry for entry in sent["Entries"] if self._refused(json.loads(entry["MessageBody"])["n"])]
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError", "SenderFault": False} for entry in failed]}

    def get_queue_attributes(self, **asked: Any) -> dict[str, Any]:
        return {"Attributes": {name: str(number) for number, name in enumerate(asked["AttributeNames"], 3)}}

    def _refused(self, number: int) -> bool:
        left = self.refusals.get(number, 0)
        self.refusals[number] = left - 1
        if left <= 0:
            self.taken.append(number)
        return left > 0


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_FIRST_PAUSE", 0)


def test_batches_are_of_ten_and_what_fails_is_sent_again_alone() -> None:
    client = Moody({3: 1, 12: 2})
    assert SqsQueue(client, "url").send({"n": number} for number in range(23)) == 23
    assert sorted(client.taken) == list(range(23))
    assert client.sizes == [10, 1, 10, 1, 1, 3]


def test_what_is_never_taken_is_told_by_its_code() -> None:
    with pytest.raises(NotSent, match="InternalError"):
        SqsQueue(Moody({1: 99}), "url").send([{"n": 1}])


def test_what_is_being_worked_on_waits_too() -> None:
    assert SqsQueue(Moody({}), "url").waiting() == 7

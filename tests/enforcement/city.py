"""The functions of enforcement over in-process AWS, joined as the deployment joins them."""

from __future__ import annotations

import itertools
from typing import Any

import boto3
import pytest

from chalicelib.archive.lines import Line
from chalicelib.enforcement import recomputing
from chalicelib.shared.acts import Act, read_act
from functions.enforce_deadline.handler import handler as enforce
from functions.keep_deadlines.handler import handler as keep
from functions.relay_acts.routes import takes
from functions.sweep_deadlines.handler import handler as sweep
from tests.enforcement.asked import Asked, asking
from tests.functions.queue import message_of

ROLES = ("KeepDeadlinesRole", "SweepDeadlinesRole", "EnforceDeadlineRole")


class Context:
    """A function that has time."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


class Enforcement:
    """Acts go to be kept, what is due goes through the queue."""

    def __init__(self, tables: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._tables = tables
        self._sqs = boto3.client("sqs")
        self._queue: str = self._sqs.create_queue(QueueName="enforcement")["QueueUrl"]
        self.asked: dict[str, Asked] = {role: set() for role in ROLES}
        self._read: set[tuple[str, int]] = set()
        monkeypatch.setenv("ENFORCEMENT_QUEUE_URL", self._queue)
        monkeypatch.setattr(recomputing, "SETTLING_S", 0)  # nobody waits in a test
        monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "Banshi")

    def relay(self, *, times: int = 1) -> None:
        """Every act since the last time goes where the relay sends it, so many times."""
        lines = [Line(act, str(number)) for number, act in enumerate(self._new_acts(), 1)]
        records = [message_of(line) for line in lines for _ in range(times)]
        with asking() as asked:
            assert keep({"Records": records}, None) == {"batchItemFailures": []}
        self.asked["KeepDeadlinesRole"] |= asked

    def sweep(self) -> None:
        """One start of the schedule."""
        with asking() as asked:
            sweep({}, Context())
        self.asked["SweepDeadlinesRole"] |= asked

    def messages(self) -> list[str]:
        """What waits in the queue."""
        found: list[str] = []
        while answer := self._sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10).get("Messages"):
            found += [message["Body"] for message in answer]
            for message in answer:
                self._sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"])
        return found

    def enforce(self, *bodies: str) -> list[str]:
        """Let the function take these messages; those that must come again."""
        numbers = itertools.count()
        by_id = {f"m{next(numbers)}": body for body in bodies}
        with asking() as asked:
            answer = enforce({"Records": [{"messageId": id_, "body": body} for id_, body in by_id.items()]}, None)
        self.asked["EnforceDeadlineRole"] |= asked
        return [by_id[failed["itemIdentifier"]] for failed in answer["batchItemFailures"]]

    def midnight(self, *, times: int = 1) -> None:
        """Sweep and enforce until nothing is due, each message so many times; acts are followed as they come."""
        self.sweep()
        while bodies := self.messages():
            assert self.enforce(*(body for body in bodies for _ in range(times))) == []
            self.relay()
            self.sweep()

    def _new_acts(self) -> list[Act]:
        items = self._tables.scan(TableName="acts_table", ConsistentRead=True)["Items"]
        acts = [read_act(item["act"]["S"], item["hash"]["S"]) for item in items]
        new = [
            act for act in acts if takes("DEADLINES_QUEUE_URL", act.type) and (act.subject, act.seq) not in self._read
        ]
        self._read |= {(act.subject, act.seq) for act in new}
        return sorted(new, key=lambda act: act.act_id)

"""Enforcement on the table as the template declares it, with an owner in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.enforcement.recomputing import Asking, Recomputing
from chalicelib.enforcement.service import EnforcementService
from chalicelib.enforcement.sweeping import Sweeping
from chalicelib.enforcement.table.deadlines import DeadlineTable
from chalicelib.enforcement.table.reports import ReportTable
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.enforcement.owner import MemoryOwner
from tests.fakes import SECRET, FakeClock


@dataclass
class MemoryQueue:
    """A queue that keeps what it is given, with the delay."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)
    backlog: int = 0

    def send(self, messages: Iterable[Mapping[str, Any]], delay: int = 0) -> int:
        given = [dict(message) for message in messages]
        self.sent += given
        self.delays += [delay] * len(given)
        return len(given)

    def waiting(self) -> int:
        return self.backlog

    def taken(self) -> list[dict[str, Any]]:
        taken, self.sent = self.sent, []
        return taken


class Desk:
    """Everything of enforcement over one table."""

    def __init__(self) -> None:
        self.wall, self.law = FakeClock(), FakeClock()
        self.owner, self.queue = MemoryOwner(self.law), MemoryQueue()
        self.table, self.reports = DeadlineTable(self.wall), ReportTable(self.wall)
        committer = DynamoCommitter(OnceBook(Sealer(SECRET), self.wall))
        self.service = EnforcementService(self.table, lambda _: self.owner, committer, self.wall, self.law)
        self.sweeping = Sweeping(self.service, self.queue)
        self.asking = Asking(self.table, self.reports, self.queue, committer, self.wall)
        self.recomputing = Recomputing(
            self.table, self.reports, self.service, lambda _: self.owner, lambda release: None, committer
        )

    def opened(self, subject: str, **said: Any) -> str:
        """A matter, followed."""
        self.owner.open(subject, **said)
        self.service.follow(subject)
        return subject

    def due(self) -> list[tuple[str, str]]:
        return [(each.subject, each.name) for each in self.service.due()]

    def drained(self) -> None:
        """Do everything that is due, until nothing is."""
        while found := self.due():
            for subject, name in found:
                self.service.enforce(subject, name)

    def handle(self, message: dict[str, Any]) -> None:
        """Do what a message of the queue asks for."""
        if "enforce" in message:
            self.service.enforce(**message["enforce"])
        elif "subject" in message["recompute"]:
            self.recomputing.one(**message["recompute"])
        else:
            self.asking.go_on(**message["recompute"])


def stored(tables: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Every item of the table, without what a transaction counts."""
    items = tables.scan(TableName="deadlines_table", ConsistentRead=True)["Items"]
    return {(each["pk"]["S"], each["sk"]["S"]): each for each in items}


@pytest.fixture
def desk(tables: Any) -> Desk:
    return Desk()

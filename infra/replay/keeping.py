"""The clock between the log's moments: at every midnight what is due is swept, and enforced before anything else.

In a city acts ring `keep_deadlines`, a schedule starts the sweep, and a queue lies between it and what enforces. Here
the same services are asked in turn, so that nothing of what they do depends on which came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.shared.clocks import SHANGHAI, civil_date
from infra.replay.town import Town

if TYPE_CHECKING:
    from chalicelib.enforcement.service import EnforcementService

_DAY = timedelta(days=1)


class Keeper:
    """Keeps every deadline of the town, and lets the law happen as its days go by."""

    def __init__(self, town: Town, opened: datetime) -> None:
        from chalicelib.enforcement.sweeping import Sweeping

        self._town = town
        self._today = civil_date(opened)
        self._queue = _Queue()
        self._sweeping = Sweeping(self._service, self._queue)
        self.enforced = 0

    @property
    def _service(self) -> EnforcementService:
        from chalicelib.wiring.enforcement import enforcement_service

        return enforcement_service()

    def passing(self, until: datetime) -> None:
        """Let every midnight up to that instant pass."""
        while self._today < civil_date(until):
            self._today += _DAY
            self._town.at(_midnight(self._today))
            self._swept()

    def follow(self, case_id: str) -> None:
        """After acts of a case: keep what stands now."""
        self._service.follow(f"case#{case_id}")

    def _swept(self) -> None:
        self._sweeping.sweep(lambda: True)
        for message in self._queue.taken():
            self._service.enforce(**message["enforce"])
            self.enforced += 1


class _Queue:
    """The queue between sweep and enforcement."""

    def __init__(self) -> None:
        self._waiting: list[Mapping[str, Any]] = []

    def waiting(self) -> int:
        """How many messages wait."""
        return len(self._waiting)

    def send(self, messages: Iterable[Mapping[str, Any]], delay: int = 0) -> int:
        """Put messages in; none waits."""
        before = len(self._waiting)
        self._waiting += messages
        return len(self._waiting) - before

    def taken(self) -> list[Mapping[str, Any]]:
        """Take all out."""
        taken, self._waiting = self._waiting, []
        return taken


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)

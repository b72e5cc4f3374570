"""The clock between the log's moments: at every midnight what is due is swept, and enforced before anything else.

In a city acts ring `keep_deadlines`, a schedule starts the sweep, and a queue lies between it and what enforces. Here
the same services are asked in turn, so that nothing of what they do depends on which came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.shared.clocks import SHANGHAI, civil_date
from chalicelib.shared.due import beginning_of
from infra.replay.town import Town

if TYPE_CHECKING:
    from chalicelib.enforcement.service import Followed

_DAY = timedelta(days=1)
_NEVER = "~"


class ToldAgain(RuntimeError):
    """A sweep told of a deadline that it had told of: it would never end."""


class Keeper:
    """Keeps every deadline of the town, and lets the law happen as its days go by.

    A night is swept when the deadlines that were kept say that something comes due, and the last one in any case.
    """

    def __init__(self, town: Town, opened: datetime) -> None:
        from chalicelib.enforcement.sweeping import Sweeping
        from chalicelib.wiring.enforcement import enforcement_service

        self._town = town
        self._today = civil_date(opened)
        self._queue = Queue()
        self._service = enforcement_service()
        self._sweeping = Sweeping(self._service, self._queue)
        self._coming: dict[str, str] = {}
        self.enforced = 0

    def passing(self, until: datetime) -> None:
        """Let every midnight up to that instant pass."""
        while self._today < civil_date(until):
            self._today += _DAY
            if min(self._coming.values(), default=_NEVER) <= beginning_of(self._today):
                self._swept()

    def follow(self, case_id: str) -> None:
        """After acts of a case: keep what stands now."""
        subject = f"case#{case_id}"
        self._note(subject, self._service.follow(subject))

    def finish(self) -> int:
        """Sweep once more; how much was due that no deadline had said."""
        before = self.enforced
        self._swept()
        return self.enforced - before

    def _swept(self) -> None:
        self._town.at(datetime.combine(self._today, time(), SHANGHAI))
        self._sweeping.sweep(lambda: True)
        for message in self._queue.taken():
            asked = message["enforce"]
            self._note(asked["subject"], self._service.enforce(**asked))
            self.enforced += 1

    def _note(self, subject: str, followed: Followed) -> None:
        self._coming[subject] = min(filter(None, followed.next_at.values()), default=_NEVER)


class Queue:
    """The queue between sweep and enforcement."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Mapping[str, Any]] = {}

    def waiting(self) -> int:
        """How many messages wait."""
        return len(self._waiting)

    def send(self, messages: Iterable[Mapping[str, Any]], delay: int = 0) -> int:
        """Put messages in; none waits. Raises `ToldAgain`."""
        before = len(self._waiting)
        for message in messages:
            about = message["enforce"]["subject"], message["enforce"]["name"]
            if about in self._waiting:
                raise ToldAgain(" ".join(about))
            self._waiting[about] = message
        return len(self._waiting) - before

    def taken(self) -> list[Mapping[str, Any]]:
        """Take all out."""
        taken, self._waiting = self._waiting, {}
        return list(taken.values())

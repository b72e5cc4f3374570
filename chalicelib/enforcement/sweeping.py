"""The sweep: what is due goes to the queue, one message each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from chalicelib.enforcement.ports import Due, Queue
from chalicelib.enforcement.service import EnforcementService

BUSY = 1000
"""While so many messages wait, nothing is added: what is due stays due, and would only be sent once more."""
_AT_ONCE = 100


class Swept(NamedTuple):
    """How many were sent, and whether that was everything."""

    sent: int
    whole: bool


class Sweeping:
    """Sends what is due to the queue."""

    def __init__(self, service: EnforcementService, queue: Queue) -> None:
        self._service = service
        self._queue = queue

    def sweep(self, has_time: Callable[[], bool]) -> Swept:
        """Send until nothing more is due or time is up; the next start goes on with whatever is still due then.

        Raises `NotSent`, and what the queue's client raises.
        """
        if self._queue.waiting() >= BUSY:
            return Swept(0, whole=False)
        sent, found = 0, self._service.due()
        while has_time():
            if not (several := list(islice(found, _AT_ONCE))):
                return Swept(sent, whole=True)
            sent += self._queue.send(_messages(several))
        return Swept(sent, whole=False)


def _messages(found: list[Due]) -> Iterator[dict[str, Any]]:
    return ({"enforce": {"subject": each.subject, "name": each.name}} for each in found)

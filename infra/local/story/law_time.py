"""Law time of the running city: moved on, and put back; and what has run out meanwhile, enforced at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from chalicelib.shared.clocks import SHANGHAI, rfc3339
from infra.local.story.city import City, Visitor

Found = TypeVar("Found")
_PATIENCE_S, _PAUSE_S, _SWEEP_EVERY_S = 60.0, 0.2, 2.0
_CLOCK = "/v1/local/clock"


class NothingHappened(RuntimeError):
    """What the law makes of a case did not come."""


class LawTime:
    """The clock of a city in the local stage."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._anybody = Visitor(city)

    def becomes(self, *civil: int) -> None:
        """Move law time to a civil time in Asia/Shanghai: year, month, day, hour."""
        year, month, day, hour = civil
        self._set(rfc3339(datetime(year, month, day, hour, tzinfo=SHANGHAI)))

    def put_back(self) -> None:
        """Law time is the machine's again."""
        self._set(None)

    def wait_for(self, look: Callable[[], Found | None]) -> Found:
        """What `look` comes to find. The sweep is started as its schedule would, which comes once a minute.

        Raises NothingHappened.
        """
        until = swept = time.monotonic()
        until += _PATIENCE_S
        while (found := look()) is None:
            now = time.monotonic()
            if now > until:
                raise NothingHappened(f"what was waited for did not come within {_PATIENCE_S:.0f} seconds")
            if now >= swept:
                self._sweep()
                swept = time.monotonic() + _SWEEP_EVERY_S
            time.sleep(_PAUSE_S)
        return found

    def _set(self, now: str | None) -> None:
        self._anybody.send("PUT", _CLOCK, json={"now": now})

    def _sweep(self) -> None:
        if failed := self._city.start("SweepDeadlinesFunction"):
            raise NothingHappened(failed)


@contextmanager
def law_time(city: City) -> Iterator[LawTime]:
    """Law time to move; it is the machine's again afterwards, whatever happens."""
    moved = LawTime(city)
    try:
        yield moved
    finally:
        moved.put_back()

"""What ended while tokens for it were still good: sessions, accounts, staff. Whoever verifies a token asks here.

A container reads only what ended since it last looked: nothing, mostly, which is half a unit. It looks every
`CITIZENS_EVERY`; for staff with each request, so that a leaver is refused at once (one unit, strongly consistent).
See docs/decisions/0050-endings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.clocks import Clock, epoch

TOKENS_LIVE = timedelta(minutes=15)  # nothing older can still be good
CITIZENS_EVERY = timedelta(seconds=30)
OVERLAP = timedelta(seconds=60)  # clocks of containers differ, and a transaction takes its time


class Ending(NamedTuple):
    """`subject` (`session:…`, `account:…`, `staff:…`): tokens issued up to `ended_at`, epoch seconds, are refused."""

    subject: str
    ended_at: int


class EndingStore(Protocol):
    """Where endings are found."""

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]: ...


def ending(subject: str, at: datetime) -> Any:
    """The write by which every token of `subject` issued up to `at` is refused."""
    from chalicelib.shared.ending_table import put_ending  # what routes import loads no table

    return put_ending(subject, at)


class Endings:
    """What one container knows of endings."""

    def __init__(self, store: EndingStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: dict[str, int] = {}
        self._looked_at: datetime | None = None

    def refuses(self, subjects: tuple[str, ...], issued: int, *, at_once: bool) -> bool:
        """Whether a token issued then (epoch seconds) for these subjects has ended; `at_once`: look now."""
        now = self._clock.now()
        if at_once or self._looked_at is None or now - self._looked_at >= CITIZENS_EVERY:
            self._look(now, consistent=at_once)
        return any(issued <= self._known.get(subject, -1) for subject in subjects)

    def _look(self, now: datetime, *, consistent: bool) -> None:
        oldest = now - TOKENS_LIVE - OVERLAP
        since = max(oldest, self._looked_at - OVERLAP) if self._looked_at else oldest
        known = {subject: ended for subject, ended in self._known.items() if ended >= epoch(oldest)}
        for found in self._store.since(since, now, consistent=consistent):
            known[found.subject] = max(found.ended_at, known.get(found.subject, 0))
        self._known, self._looked_at = known, now

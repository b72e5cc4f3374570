"""What ended while tokens for it were still good: sessions, accounts, staff. Whoever verifies a token asks here.

A container reads only what ended since it last looked: nothing, mostly, which is half a unit. It looks every
`CITIZENS_EVERY`; for staff with each request, so that a leaver is refused at once (one unit, strongly consistent).
See docs/decisions/0050-endings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.ending_records import OVERLAP, TOKENS_LIVE, Ending

CITIZENS_EVERY = timedelta(seconds=30)


class EndingStore(Protocol):
    """Where endings are found."""

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]: ...


def ending(subject: str, at: datetime, spared: str = "") -> Any:
    """The write by which every token of `subject` issued up to `at` is refused, but for those of `spared`."""
    from chalicelib.shared.ending_table import put_ending  # what routes import loads no table

    return put_ending(subject, at, spared)


class Endings:
    """What one container knows of endings."""

    def __init__(self, store: EndingStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: dict[str, dict[str, int]] = {}  # by subject and by what is spared
        self._looked_at: datetime | None = None

    def refuses(self, subjects: tuple[str, ...], issued: int, *, at_once: bool) -> bool:
        """Whether a token issued then (epoch seconds) for these subjects has ended; `at_once`: look now."""
        now = self._clock.now()
        if at_once or self._looked_at is None or now - self._looked_at >= CITIZENS_EVERY:
            self._look(now, consistent=at_once)
        known = (self._known.get(subject, {}) for subject in subjects)
        return any(issued <= at for ends in known for spared, at in ends.items() if spared not in subjects)

    def _look(self, now: datetime, *, consistent: bool) -> None:
        oldest = now - TOKENS_LIVE - OVERLAP
        since = max(oldest, self._looked_at - OVERLAP) if self._looked_at else oldest
        living = {subject: _since(ends, epoch(oldest)) for subject, ends in self._known.items()}
        known = {subject: ends for subject, ends in living.items() if ends}
        for found in self._store.since(since, now, consistent=consistent):
            ends = known.setdefault(found.subject, {})
            ends[found.spared] = max(found.ended_at, ends.get(found.spared, 0))
        self._known, self._looked_at = known, now


def _since(ends: dict[str, int], oldest: int) -> dict[str, int]:
    return {spared: at for spared, at in ends.items() if at >= oldest}

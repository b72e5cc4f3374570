"""What ended while tokens for it were still good: sessions, accounts, staff. Whoever verifies a token asks here.

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| ending | `ENDED#<yyyy-mm-ddThh>` | `<milliseconds>#<subject>` | ended_at; `expires_at` | every container |

A container reads only what ended since it last looked: nothing, mostly, which is half a unit. It looks every
`CITIZENS_EVERY`; for staff with each request, so that a leaver is refused at once (one unit, strongly consistent).
See docs/decisions/0050-endings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.table import Item, Write, put, table_name

TOKENS_LIVE = timedelta(minutes=15)  # nothing older can still be good
CITIZENS_EVERY = timedelta(seconds=30)
OVERLAP = timedelta(seconds=60)  # clocks of containers differ, and a transaction takes its time
_MILLISECONDS = 13  # digits, until the year 2286


class EndingItem(Item):
    """One ending."""

    class Meta:
        table_name = table_name("GUARDS_TABLE")

    ended_at = NumberAttribute()


class Ending(NamedTuple):
    """`subject` (`session:…`, `account:…`, `staff:…`): tokens issued up to `ended_at`, epoch seconds, are refused."""

    subject: str
    ended_at: int


class EndingStore(Protocol):
    """Where endings are found."""

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]: ...


def ending(subject: str, at: datetime) -> Write:
    """The write by which every token of `subject` issued up to `at` is refused."""
    item = EndingItem(_bucket(at), f"{_milliseconds(at)}#{subject}", ended_at=epoch(at))
    item.expires_at = epoch(at + TOKENS_LIVE + OVERLAP)
    return put(item)


class EndingTable:
    """The endings in the guards table."""

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]:
        """Everything that ended from `instant` on; `until` is now."""
        for bucket in dict.fromkeys((_bucket(instant), _bucket(until))):
            after = EndingItem.sk >= _milliseconds(instant)
            for item in EndingItem.query(bucket, after, consistent_read=consistent):
                yield Ending(item.sk.partition("#")[2], int(item.ended_at))


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


def _bucket(at: datetime) -> str:
    return f"ENDED#{at:%Y-%m-%dT%H}"


def _milliseconds(at: datetime) -> str:
    return f"{int(at.timestamp() * 1000):0{_MILLISECONDS}d}"

"""How often something may be tried: counted before each try is looked at, so that a thousand at once are no more.

A count belongs to no subject's history and is no part of a use case's transaction: it stands whatever comes of the
attempt. So it is the one thing that is written beside `shared/commit.py` (`attempt_table.py`).
See docs/decisions/0051-attempts.md.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.errors import Throttled
from chalicelib.shared.sealing import CitySecret

_SORT = "ATTEMPTS"
_TURNS = 3  # an item may begin or go between two looks at it; it does not do so three times


class Key(NamedTuple):
    """Where one count is: the keyed hash hides the subject."""

    pk: str
    sk: str = _SORT


class AttemptStore(Protocol):
    """Where counts are. Each method is one atomic step; times are epoch seconds."""

    def begin(self, key: Key, now: int, ends: int) -> bool:
        """Count the first of a new window, unless one is running."""

    def another(self, key: Key, limit: int, now: int, ends: int) -> bool:
        """Count one more in the running window and let it end at `ends`; False if it is full, or none is running."""

    def ends(self, key: Key) -> int:
        """When the running window ends; 0 if there is none."""

    def one_of(self, key: Key, limit: int, ends: int) -> bool:
        """Count one, the first or another, unless there were `limit`."""

    def take_back(self, key: Key) -> None:
        """Count one less, if any are counted."""

    def forget(self, key: Key) -> Any:
        """The write that removes a count."""


class Attempts:
    """Counts attempts by purpose (`staff log-in`) and subject (a number, a source)."""

    def __init__(self, store: AttemptStore, secret: CitySecret, clock: Clock) -> None:
        self._store = store
        self._secret = secret
        self._clock = clock

    def reserve(self, purpose: str, subject: str, limit: int, window: timedelta) -> None:
        """Take one of `limit` attempts. The window begins anew with each; the last one taken locks for its length.

        Raises Throttled `too_many_attempts` with the seconds that remain. A refused attempt prolongs nothing.
        """
        key, now = self._key(purpose, subject), epoch(self._clock.now())
        ends = now + int(window.total_seconds())
        for _ in range(_TURNS):
            if self._store.begin(key, now, ends) or self._store.another(key, limit, now, ends):
                return
            if (locked_until := self._store.ends(key)) > now:
                raise _throttled(min(locked_until, ends) - now)
        raise _throttled(1)

    def forget(self, purpose: str, subject: str) -> Any:
        """The write that starts a reserved count anew: for the transaction of the success."""
        return self._store.forget(self._key(purpose, subject))

    def count(self, purpose: str, subject: str, limit: int, window: timedelta) -> Key:
        """Take one of `limit` attempts in the window that now is in; windows follow one another from 1970 on.

        Raises Throttled `too_many_attempts` with the seconds until the next one.
        """
        now, length = epoch(self._clock.now()), int(window.total_seconds())
        ends = (now // length + 1) * length
        key = self._key(purpose, subject, f"{_SORT}#{ends}")
        if not self._store.one_of(key, limit, ends):
            raise _throttled(ends - now)
        return key

    def take_back(self, counted: Key) -> None:
        """Give back what `count` took: what is counted are failures, and this was none."""
        self._store.take_back(counted)

    def _key(self, purpose: str, subject: str, sk: str = _SORT) -> Key:
        hashed = self._secret.keyed_hash("attempts/" + purpose, subject)
        return Key(f"ATTEMPTS#{purpose}#{hashed}", sk)


def _throttled(seconds: int) -> Throttled:
    return Throttled("too_many_attempts", retry_after=max(1, seconds))

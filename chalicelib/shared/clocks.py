"""Two clocks. Wall time is for tokens, holds and links; law time is for deadlines, holidays and ages.

Law time differs from wall time only in the `local` stage, where a visitor may move it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1992


class Clock(Protocol):
    """Tells the instant, in UTC."""

    def now(self) -> datetime: ...


class WallClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class LawClock:
    """Law time: wall time plus what `shift` says (nothing, outside the local stage)."""

    def __init__(self, wall: Clock, shift: Callable[[], timedelta] | None = None) -> None:
        self._wall = wall
        self.shift = shift

    def now(self) -> datetime:
        now = self._wall.now()
        return now + self.shift() if self.shift else now

    def today(self) -> date:
        """The civil date in Asia/Shanghai, which dates every legal act."""
        return civil_date(self.now())


class CityTime:
    """Law time for code that is given none: the machine's until the composition root says which clock is the city's."""

    def __init__(self) -> None:
        self._clock: Callable[[], LawClock] = lambda: LawClock(WallClock())

    def follow(self, clock: Callable[[], LawClock]) -> None:
        """From here on ask the clock that `clock` gives."""
        self._clock = clock

    def today(self) -> date:
        return self._clock().today()


CITY_TIME = CityTime()


def civil_date(instant: datetime) -> date:
    """The date in Asia/Shanghai of an instant."""
    return instant.astimezone(SHANGHAI).date()


def rfc3339(instant: datetime) -> str:
    """`2026-11-21T15:59:59.123Z`: UTC, milliseconds."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def from_rfc3339(text: str) -> datetime:
    """The instant written by `rfc3339`."""
    return datetime.fromisoformat(text)


def epoch(instant: datetime) -> int:
    """Whole seconds since 1970, as DynamoDB's time-to-live wants them."""
    return int(instant.timestamp())

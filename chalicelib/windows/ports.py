"""What windows need from elsewhere."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.acts import Chain
from chalicelib.windows.rules import Window

Writes = tuple[Any, ...]


class DivisionWindows(NamedTuple):
    """All windows of one division, and where the chain of their acts stands."""

    division_code: str
    chain: Chain
    windows: tuple[Window, ...] = ()
    version: int | None = None

    @property
    def seated(self) -> frozenset[str]:
        """Who sits at an open window."""
        return frozenset(number for window in self.windows if window.open for number in window.staff)


class WindowStore(Protocol):
    """Windows as stored; writes go to the committer."""

    def windows(self, division_code: str) -> DivisionWindows:
        """As they stand, one read; of a division without windows, none."""

    def of(self, division_codes: Sequence[str]) -> tuple[Window, ...]:
        """The windows of several divisions, as of a moment ago: one read for up to 100."""

    def divisions_of(self, staff_no: str) -> tuple[str, ...]:
        """The divisions at whose open windows somebody sits, as of a moment ago: one read."""

    def save(self, before: DivisionWindows, after: DivisionWindows) -> Writes:
        """Write `after` as the successor of `before`, and who sits there now."""


class Surroundings(Protocol):
    """What a window names that is kept elsewhere."""

    def division(self, division_code: str) -> bool:
        """Whether there is such a division. Raises RuleViolation `division_ended` for one that is no more."""

    def departments(self, codes: Collection[str]) -> frozenset[str]:
        """Those that are registered: one read for up to 100."""

    def staff(self, staff_nos: Collection[str]) -> frozenset[str]:
        """Those who work here: one read for up to 100."""

    def items(self, codes: Collection[str]) -> frozenset[str]:
        """Those that are in force: a read for each."""


def no_windows(division_code: str) -> DivisionWindows:
    """A division that never had a window."""
    return DivisionWindows(division_code, Chain(f"window#{division_code}"))

"""What a file's record is before anybody looks at its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Reason = tuple[str, str]
"""The field (empty: the row itself), and why."""


class Record(NamedTuple):
    """One record of a file: its number from 1, what it says, and what already keeps it from being looked at."""

    number: int
    row: object
    reasons: tuple[Reason, ...] = ()


Unread = Callable[[], Record]
"""A record that was found, but is looked at only if it is called for: most readings pass over many."""

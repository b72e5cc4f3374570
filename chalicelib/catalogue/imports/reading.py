"""What a file's record is before anybody looks at its content."""

from __future__ import annotations

from typing import NamedTuple

Reason = tuple[str, str]
"""The field (empty: the row itself), and why."""


class Record(NamedTuple):
    """One record of a file: its number from 1, what it says, and what already keeps it from being looked at."""

    number: int
    row: object
    reasons: tuple[Reason, ...] = ()

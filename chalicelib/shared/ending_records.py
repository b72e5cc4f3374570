"""What is kept of an ending, and for how long it matters."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

TOKENS_LIVE = timedelta(minutes=15)  # nothing older can still be good
OVERLAP = timedelta(seconds=60)  # clocks of containers differ, and a transaction takes its time


class Ending(NamedTuple):
    """`subject` (`session:…`, `account:…`, `staff:…`): tokens issued up to `ended_at`, epoch seconds, are refused.

    Tokens that are also of the subject `spared` are not: the session in which somebody ends the others.
    """

    subject: str
    ended_at: int
    spared: str = ""

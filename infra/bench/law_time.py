"""Law time of the application in this process, moved for some steps: in no table, so nothing measured asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime


@contextmanager
def law_time(instant: datetime) -> Iterator[None]:
    """It is `instant` by law meanwhile, and goes on from there. Sessions and links keep to the machine's clock."""
    from chalicelib.wiring import law_clock

    clock = law_clock()
    ahead = instant - clock.now()
    clock.shift = lambda: ahead
    try:
        yield
    finally:
        clock.shift = None

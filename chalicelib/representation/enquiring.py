"""How often one person may have a register asked: enquiries cost, and are not for trying out numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from chalicelib.representation.parts import Parts
from chalicelib.shared.errors import UpstreamUnavailable

_DAY = timedelta(days=1)


@contextmanager
def enquiry(parts: Parts, person_id: str) -> Iterator[None]:
    """Counted before a register is asked, and given back if it did not answer. Raises Throttled."""
    limit = parts.settings().enquiries_per_day
    counted = parts.attempts.count("register enquiry", person_id, limit, _DAY)
    try:
        yield
    except UpstreamUnavailable:
        parts.attempts.take_back(counted)
        raise

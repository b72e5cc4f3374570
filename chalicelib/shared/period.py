"""Periods that a query asks for."""

from __future__ import annotations

from datetime import date

from chalicelib.shared.errors import Fault, Invalid


def require_period(first: date, last: date, longest: int) -> int:
    """The number of civil dates from `first` to `last`, both included. Raises Invalid unless it is 1 to `longest`."""
    days = (last - first).days + 1
    if days < 1:
        raise Invalid("query_invalid", faults=[Fault("?to", "period_reversed")])
    if days > longest:
        raise Invalid("query_invalid", faults=[Fault("?to", "period_too_long", {"days": longest})])
    return days

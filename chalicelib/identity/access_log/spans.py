"""Stretches of the access log as sort keys `<instant>#<act id>`: a period of civil dates, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from chalicelib.shared.clocks import SHANGHAI, from_rfc3339, rfc3339

EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)  # nothing lies outside, and calendars end


class Span(NamedTuple):
    """Sort keys, both included. Where `oldest` is above `newest` nothing is in between."""

    oldest: str
    newest: str


def period(first: date, last: date, newest: str | None) -> Span:
    """The civil dates from `first` to `last` in Asia/Shanghai, but nothing above `newest`."""
    ends = _midnight(min(last, LATEST) + timedelta(days=1))
    return Span(_midnight(max(first, EARLIEST)), min(ends, newest or ends))


def months(first: date, last: date, newest: str | None) -> Iterator[tuple[str, Span]]:
    """The civil months of a period, `2026-11` with its part of the period, the latest first; empty ones left out."""
    asked = period(first, last, newest)
    month = min(last, LATEST).replace(day=1)
    while month >= max(first, EARLIEST).replace(day=1):
        whole = Span(_midnight(month), _midnight(_next(month)))
        part = Span(max(whole.oldest, asked.oldest), min(whole.newest, asked.newest))
        if part.oldest <= part.newest:
            yield f"{month:%Y-%m}", part
        month = (month - timedelta(days=1)).replace(day=1)


def month_of(instant: str) -> str:
    """The civil month of an instant in RFC 3339."""
    return f"{from_rfc3339(instant).astimezone(SHANGHAI):%Y-%m}"


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> str:
    """Sorts before whatever happens on that day, and after whatever came before it."""
    return rfc3339(datetime.combine(day, time.min, SHANGHAI))

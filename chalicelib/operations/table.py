"""The local stage's law clock, in the configuration table.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `CLOCK` / `local` | | every reading of law time, in the local stage only |
| shift_ms | milliseconds that law time is ahead of wall time | `86400000` | |
"""

from __future__ import annotations

from datetime import timedelta

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.table import Item, Write, put, table_name

_KEY = ("CLOCK", "local")


class ClockItem(Item):
    """How far law time is ahead."""

    class Meta:
        table_name = table_name("CONFIGURATION_TABLE")

    shift_ms = NumberAttribute()


def law_time_shift() -> timedelta:
    """How far law time was moved; zero if it never was."""
    try:
        item = ClockItem.get(*_KEY, consistent_read=True)
    except ClockItem.DoesNotExist:
        return timedelta(0)
    return timedelta(milliseconds=int(item.shift_ms))


def moved(shift: timedelta) -> Write:
    """The write that moves law time."""
    return put(ClockItem(pk=_KEY[0], sk=_KEY[1], shift_ms=round(shift / timedelta(milliseconds=1))))

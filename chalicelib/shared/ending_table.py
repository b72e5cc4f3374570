"""Endings in the guards table.

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| ending | `ENDED#<yyyy-mm-ddThh>` | `<milliseconds>#<subject>#<spared>` | ended_at; `expires_at` | every container |
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.clocks import epoch
from chalicelib.shared.ending_records import OVERLAP, TOKENS_LIVE, Ending
from chalicelib.shared.table import Item, Write, put, table_name

_MILLISECONDS = 13  # digits, until the year 2286


class EndingItem(Item):
    """One ending."""

    class Meta:
        table_name = table_name("GUARDS_TABLE")

    ended_at = NumberAttribute()


def put_ending(subject: str, at: datetime, spared: str) -> Write:
    """The write by which every token of `subject` issued up to `at` is refused, but for those of `spared`."""
    item = EndingItem(_bucket(at), f"{_milliseconds(at)}#{subject}#{spared}", ended_at=epoch(at))
    item.expires_at = epoch(at + TOKENS_LIVE + OVERLAP)
    return put(item)


class EndingTable:
    """The endings in the guards table."""

    def since(self, instant: datetime, until: datetime, *, consistent: bool) -> Iterator[Ending]:
        """Everything that ended from `instant` on; `until` is now."""
        for bucket in dict.fromkeys((_bucket(instant), _bucket(until))):
            after = EndingItem.sk >= _milliseconds(instant)
            found = EndingItem.query(bucket, after, consistent_read=consistent, attributes_to_get=["sk"])
            for page in found.page_iter:
                yield from map(_ending, page["Items"])


def ending_of(item: EndingItem) -> Ending:
    """The ending in an item."""
    return _told(item.sk)


def _ending(raw: dict[str, dict[str, str]]) -> Ending:
    """The same, of an item as the table gives it: a container's first request reads every one of some minutes."""
    return _told(raw["sk"]["S"])


def _told(sort: str) -> Ending:
    milliseconds, subject, spared = sort.split("#")
    return Ending(subject, int(milliseconds) // 1000, spared)


def _bucket(at: datetime) -> str:
    return f"ENDED#{at:%Y-%m-%dT%H}"


def _milliseconds(at: datetime) -> str:
    return f"{int(at.timestamp() * 1000):0{_MILLISECONDS}d}"

"""The table of statistics.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | `DAY#<date>#<shard>` | `DAY#2026-11-21#3` | the summary: days x shards, or days alone for one item |
| sk | `<item>#<division>#<channel>#<status>#<status left>#<slice>` | `0001…#5301…#h5#accepted#submitted#2` | |
| entered | how many cases entered the status that day, in this slice | `42` | |
| pk / sk | `ACT#<act id>` / `COUNTED` | `ACT#01KAJ…` | the guard: written with the count, never again |

The date is law time's in Asia/Shanghai. The shard is CRC-32 of the item code modulo 8, so an item's day is one
partition and a city's day is eight; a partition holds at most items x divisions x channels x steps of one day and
grows no more when the day is over. The slice is CRC-32 of the act id modulo 4: two transactions on one item refuse each
other, and consumers that count the same step of several cases at once seldom meet on one. A reader sums the slices. A
guard has no end of life: an act that comes again after years changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from zlib import crc32

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.table import Item, Write, add, put_new, table_name
from chalicelib.supervision.ports import AlreadyCounted
from chalicelib.supervision.rules import Entering

SHARDS = 8
SLICES = 4
_READERS = 8


class CountItem(Item):
    """A counter, or the guard of a counted act."""

    class Meta:
        table_name = table_name("STATISTICS_TABLE")

    entered = NumberAttribute(null=True)


class CounterTable:
    """`Counters` on DynamoDB."""

    def enter(self, act_id: str, entered: Entering) -> tuple[Write, ...]:
        """The writes that count an entering once for its act; they refuse with `AlreadyCounted`."""
        guard = put_new(CountItem(pk=f"ACT#{act_id}", sk="COUNTED"), AlreadyCounted)
        pk, sk = _key(entered, act_id)
        return guard, add(CountItem(pk=pk, sk=sk), "entered", 1)

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, int]]:
        """Every counted entering on those days, of one item or of all, with its count; in no order."""
        from concurrent.futures import ThreadPoolExecutor

        shards = range(SHARDS) if item_code is None else (_shard(item_code),)
        places = [(day, shard) for day in days for shard in shards]
        with ThreadPoolExecutor(_READERS) as readers:
            for found in readers.map(lambda place: self._partition(place[0], place[1], item_code), places):
                yield from found

    def _partition(self, day: date, shard: int, item_code: str | None) -> list[tuple[Entering, int]]:
        own = CountItem.sk.startswith(f"{item_code}#") if item_code is not None else None
        counts: Counter[Entering] = Counter()
        for item in CountItem.query(_partition_key(day, shard), own):
            counts[_entering(day, item.sk)] += int(item.entered)
        return [pair for pair in counts.items() if item_code in (None, pair[0].item_code)]


def _key(entered: Entering, act_id: str) -> tuple[str, str]:
    slice_ = str(crc32(act_id.encode()) % SLICES)
    parts = (entered.item_code, entered.division_code, entered.channel, entered.status, entered.left, slice_)
    return _partition_key(entered.day, _shard(entered.item_code)), "#".join(parts)


def _entering(day: date, sk: str) -> Entering:
    return Entering(day, *sk.rsplit("#", 5)[:-1])


def _partition_key(day: date, shard: int) -> str:
    return f"DAY#{day.isoformat()}#{shard}"


def _shard(item_code: str) -> int:
    return crc32(item_code.encode()) % SHARDS

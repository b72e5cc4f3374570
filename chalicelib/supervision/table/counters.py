"""The table of statistics: cases.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | `DAY#<date>#<shard>` | `DAY#2026-11-21#3` | the summary: days x shards, or days alone for one item |
| sk | item, department, division, channel, status, status left, slice | `00…#09#53…#h5#accepted#submitted#2` | |
| entered | how many cases entered the status that day, in this slice | `42` | |
| `Tally`'s others | of those that were concluded: what their clocks say, summed; absent for 0 | `37` | |
| pk / sk | `ACT#<act id>` / `COUNTED` | `ACT#01KAJ…` | the guard: written with the count, never again |

The date is law time's in Asia/Shanghai. The shard is CRC-32 of the item code modulo 8, so an item's day is one
partition and a city's day is eight; a partition holds at most items x departments x divisions x channels x steps of one
day and grows no more when the day is over. The slice is CRC-32 of the guard modulo 4: two transactions on one item
refuse each other, and consumers that count the same step of several cases at once seldom meet on one. A reader sums the
slices. A guard has no end of life: an act that comes again after years changes nothing.
A promise, or without one a statutory limit, that went by has `ACT#<case>#committed`: it counts once for its case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from zlib import crc32

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.table import Item, Write, put_new, table_name
from chalicelib.supervision.ports import AlreadyCounted
from chalicelib.supervision.rules import Entering, Tally, added

SHARDS = 8
SLICES = 4
_READERS = 8


class CountItem(Item):
    """A counter, with an attribute for every field of a `Tally`, or the guard of a counted act."""

    class Meta:
        table_name = table_name("STATISTICS_TABLE")

    entered = NumberAttribute(null=True)
    promised = NumberAttribute(null=True)
    on_time = NumberAttribute(null=True)
    early = NumberAttribute(null=True)
    late = NumberAttribute(null=True)
    same_day = NumberAttribute(null=True)
    uncorrected = NumberAttribute(null=True)
    online = NumberAttribute(null=True)
    timed = NumberAttribute(null=True)
    used = NumberAttribute(null=True)
    compared = NumberAttribute(null=True)
    statutory = NumberAttribute(null=True)
    spent = NumberAttribute(null=True)


class CounterTable:
    """`Counters` on DynamoDB."""

    def enter(self, guard: str, entered: Entering, tally: Tally) -> tuple[Write, ...]:
        """The writes that count an entering once for its guard; they refuse with `AlreadyCounted`."""
        counted = put_new(CountItem(pk=f"ACT#{guard}", sk="COUNTED"), AlreadyCounted)
        pk, sk = _key(entered, guard)
        amounts = [(name, amount) for name, amount in tally._asdict().items() if amount]
        actions = tuple(getattr(CountItem, name).add(amount) for name, amount in amounts)
        return counted, Write("update", CountItem(pk=pk, sk=sk), None, actions=actions)

    def entered(self, days: Iterable[date], item_code: str | None) -> Iterator[tuple[Entering, Tally]]:
        """Every counted entering on those days, of one item or of all, with its sums; in no order."""
        from concurrent.futures import ThreadPoolExecutor

        shards = range(SHARDS) if item_code is None else (_shard(item_code),)
        places = [(day, shard) for day in days for shard in shards]
        with ThreadPoolExecutor(_READERS) as readers:
            for found in readers.map(lambda place: self._partition(place[0], place[1], item_code), places):
                yield from found

    def _partition(self, day: date, shard: int, item_code: str | None) -> list[tuple[Entering, Tally]]:
        own = CountItem.sk.startswith(f"{item_code}#") if item_code is not None else None
        slices: dict[Entering, list[Tally]] = defaultdict(list)
        for item in CountItem.query(_partition_key(day, shard), own):
            slices[_entering(day, item.sk)].append(_tally(item))
        found = [(entered, added(tallies)) for entered, tallies in slices.items()]
        return [pair for pair in found if item_code in (None, pair[0].item_code)]


def _tally(item: CountItem) -> Tally:
    return Tally(*(int(getattr(item, name) or 0) for name in Tally._fields))


def _key(entered: Entering, guard: str) -> tuple[str, str]:
    slice_ = str(crc32(guard.encode()) % SLICES)
    parts = (*entered[1:], slice_)  # as they stand in an entering, without the day
    return _partition_key(entered.day, _shard(entered.item_code)), "#".join(parts)


def _entering(day: date, sk: str) -> Entering:
    return Entering(day, *sk.rsplit("#", 6)[:-1])


def _partition_key(day: date, shard: int) -> str:
    return f"DAY#{day.isoformat()}#{shard}"


def _shard(item_code: str) -> int:
    return crc32(item_code.encode()) % SHARDS

"""The table of statistics: items.

| pk | sk | attributes | read by |
| --- | --- | --- | --- |
| `ITEM#<item code>` | `LISTED` | seq of the last act followed, department, divisions, `ItemSums` as JSON | count |
| `ITEMS` | `<department>#<digest of the divisions>` | department, divisions, `ItemSums` as numbers | the summary: all |

An item's row is written as the successor of what was read, and what it adds to its group in the same transaction: acts
that come late or twice change neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.shared.table import Item, Write, save, table_name
from chalicelib.supervision.figures.items import NO_ITEMS, Group, ItemSums, difference
from chalicelib.supervision.ports import Listed

_TOTALS = "ITEMS"


class ListedItem(Item):
    """How one item is counted."""

    class Meta:
        table_name = table_name("STATISTICS_TABLE")

    seq = NumberAttribute()
    department = UnicodeAttribute(null=True)
    divisions = UnicodeAttribute(null=True)
    sums = UnicodeAttribute(null=True)


class TotalItem(Item):
    """The sums of a group, with an attribute for every field of `ItemSums`."""

    class Meta:
        table_name = table_name("STATISTICS_TABLE")

    department = UnicodeAttribute()
    divisions = UnicodeAttribute()
    items = NumberAttribute(null=True)
    online = NumberAttribute(null=True)
    fully_online = NumberAttribute(null=True)
    immediate = NumberAttribute(null=True)
    at_most_one_trip = NumberAttribute(null=True)
    no_trip = NumberAttribute(null=True)
    visited = NumberAttribute(null=True)
    visits = NumberAttribute(null=True)
    materials = NumberAttribute(null=True)
    statutory_wd = NumberAttribute(null=True)
    statutory_d = NumberAttribute(null=True)
    statutory_m = NumberAttribute(null=True)
    statutory_h = NumberAttribute(null=True)
    promised_wd = NumberAttribute(null=True)
    promised_d = NumberAttribute(null=True)
    promised_m = NumberAttribute(null=True)
    promised_h = NumberAttribute(null=True)


class ItemCounterTable:
    """`ItemCounters` on DynamoDB."""

    def listed(self, item_code: str) -> Listed:
        """How an item is counted; as not published if nothing is known of it."""
        try:
            item = ListedItem.get(f"ITEM#{item_code}", "LISTED", consistent_read=True)
        except ListedItem.DoesNotExist:
            return Listed(item_code)
        group = Group(item.department, tuple(json.loads(item.divisions))) if item.department else None
        sums = ItemSums(**json.loads(item.sums)) if item.sums else NO_ITEMS
        return Listed(item_code, int(item.seq), group, sums, int(item.version))

    def relist(self, before: Listed, after: Listed) -> tuple[Write, ...]:
        """The writes that count it so from now on, in its group's totals too."""
        sums = json.dumps({name: value for name, value in after.sums._asdict().items() if value})
        item = ListedItem(pk=f"ITEM#{after.item_code}", sk="LISTED", seq=after.seq, sums=sums)
        if after.group:
            item.department, item.divisions = after.group.department, _text(after.group)
        return save(item, before.version), *_moved(before, after)

    def totals(self) -> Iterator[tuple[Group, ItemSums]]:
        """The sums of every group."""
        for item in TotalItem.query(_TOTALS):
            sums = ItemSums(*(int(getattr(item, name) or 0) for name in ItemSums._fields))
            yield Group(item.department, tuple(json.loads(item.divisions))), sums


def _moved(before: Listed, after: Listed) -> Iterator[Write]:
    changes = {before.group: [NO_ITEMS, before.sums]}
    changes.setdefault(after.group, [NO_ITEMS, NO_ITEMS])[0] = after.sums
    for group, (now, then) in changes.items():
        by = difference(now, then)
        if group and any(by):
            yield _adding(group, by)


def _adding(group: Group, by: ItemSums) -> Write:
    kind: Any = TotalItem
    item = TotalItem(pk=_TOTALS, sk=f"{group.department}#{sha256(_text(group).encode()).hexdigest()[:16]}")
    named = (kind.department.set(group.department), kind.divisions.set(_text(group)))
    amounts = (getattr(kind, name).add(amount) for name, amount in by._asdict().items() if amount)
    return Write("update", item, None, actions=(*named, *amounts))


def _text(group: Group) -> str:
    return json.dumps(group.divisions)

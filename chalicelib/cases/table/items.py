"""The items of the table of cases, and its indexes."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.shared.table import Item, table_name


class ByOwner(GlobalSecondaryIndex["StateItem"]):  # type: ignore[no-untyped-call]
    """A person's cases."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class Queue(GlobalSecondaryIndex["TaskItem"]):  # type: ignore[no-untyped-call]
    """An office's open tasks."""

    class Meta:
        index_name = "queue"
        projection = AllProjection()

    queue_key = UnicodeAttribute(hash_key=True)
    queue_sort = UnicodeAttribute(range_key=True)


class CaseItem(Item):
    """What all items of the table share."""

    class Meta:
        table_name = table_name("CASES_TABLE")

    body = UnicodeAttribute()


class RecordItem(CaseItem):
    """A form, a material, a number: whatever no index lists. Any item is read as one."""


class StateItem(CaseItem):
    """Where a case stands."""

    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_owner = ByOwner()


class TaskItem(CaseItem):
    """An entry of the desk's queue."""

    queue_key = UnicodeAttribute()
    queue_sort = UnicodeAttribute()
    by_queue = Queue()

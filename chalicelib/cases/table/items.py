"""The items of the table of cases, and its indexes."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.pagination import ResultIterator

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
    step = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    item_code = UnicodeAttribute(null=True)
    status = UnicodeAttribute(null=True)
    claimed_by = UnicodeAttribute(null=True)
    due_on = UnicodeAttribute(null=True)
    by_queue = Queue()


def owned(
    key: str, limit: int, start: dict[str, dict[str, str]] | None, within: tuple[str, str] | None
) -> ResultIterator[StateItem]:
    """What the index lists under one key, newest first. An instant is less than itself with an id behind it."""
    between = StateItem.owner_sort.between(*within) if within else None
    return StateItem.by_owner.query(key, between, scan_index_forward=False, limit=limit, last_evaluated_key=start)

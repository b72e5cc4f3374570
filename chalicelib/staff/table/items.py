"""What the items of the staff table share: a record as JSON, and the lists that have some of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.shared.table import Item, table_name
from chalicelib.staff.ports import Page


class ByOwner(GlobalSecondaryIndex["RecordItem"]):  # type: ignore[no-untyped-call]
    """What is listed somewhere."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class RecordItem(Item):
    """Any item of the table."""

    class Meta:
        table_name = table_name("STAFF_TABLE")

    body = UnicodeAttribute()
    owner_key = UnicodeAttribute(null=True)
    owner_sort = UnicodeAttribute(null=True)
    by_owner = ByOwner()


def get(pk: str, sk: str) -> RecordItem | None:
    """The item as it stands, or None."""
    try:
        return RecordItem.get(pk, sk, consistent_read=True)
    except DoesNotExist:
        return None


def get_all(keys: Iterable[tuple[str, str]]) -> list[RecordItem]:
    """Those of the items that there are, as they stand: one BatchGetItem for up to 100."""
    wanted = list(dict.fromkeys(keys))
    return list(RecordItem.batch_get(wanted, consistent_read=True)) if wanted else []


def listed(owner: str, prefix: str, limit: int, position: dict[str, str] | None) -> Page:
    """The items of a list whose sort key begins with `prefix`, and where the list goes on.

    A cursor holds a sort key alone, so that none reaches another's list.
    """
    after = position["after"] if position and position["after"].startswith(prefix) else None
    sort = RecordItem.owner_sort
    wanted = sort.between(after + "\0", prefix + "\uffff") if after else (sort.startswith(prefix) if prefix else None)
    found = RecordItem.by_owner.query(owner, wanted, limit=limit)
    entries = tuple(found)
    more = found.last_evaluated_key
    return Page(entries, {"after": str(more["owner_sort"]["S"])} if more else None)


def text(record: Any) -> str:
    """A record as JSON, without the version, which the item counts."""
    fields = {name: value for name, value in record._asdict().items() if name != "version"}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=_plain)


def fields(item: RecordItem) -> dict[str, Any]:
    """What `text` wrote, and the version."""
    return {**json.loads(item.body), "version": int(item.version or 0)}


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value.isoformat()

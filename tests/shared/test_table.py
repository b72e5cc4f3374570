"""What items have in common."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.shared.table import Item, table_name


class ByOwner(GlobalSecondaryIndex[Any]):
    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class Plain(Item):
    class Meta:
        table_name = table_name("CASES_TABLE")


class Listed(Plain):
    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_owner = ByOwner()


def test_a_kind_of_item_has_its_indexes_though_another_kind_was_used_before(tables: Any) -> None:
    assert list(Plain.query("nothing")) == []
    assert list(Listed.by_owner.query("nobody")) == []

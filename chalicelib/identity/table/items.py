"""What the items of the identity table share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from pynamodb.exceptions import DoesNotExist

from chalicelib.shared.table import Item, table_name

_I = TypeVar("_I", bound=Item)


class IdentityItem(Item):
    """The table's name."""

    class Meta:
        table_name = table_name("IDENTITY_TABLE")


def get(kind: type[_I], pk: str, sk: str) -> _I | None:
    """The item as it stands, or None."""
    try:
        return kind.get(pk, sk, consistent_read=True)
    except DoesNotExist:
        return None


def version(item: Item) -> int:
    """How often the item was written."""
    return int(item.version or 0)


def instant(seconds: float | None) -> datetime:
    """An instant from epoch seconds."""
    return datetime.fromtimestamp(seconds or 0, UTC)

"""What the domains' tables have in common: two keys, a version, an end of life, and how they are written.

No repository writes by itself: it makes `Write`s, and `shared/commit.py` puts all of a change into one transaction.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import TableConnection
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from chalicelib.shared import dynamodb
from chalicelib.shared.errors import ServiceError


class Item(Model):
    """`pk` and `sk` as the subclass's docstring tells; `version` counts writes.

    `expires_at` (epoch seconds) is when an item goes by itself, `retain_until` (a date) how long it must be kept.
    """

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    retain_until = UnicodeAttribute(null=True)

    def __init_subclass__(cls) -> None:
        """PynamoDB would share a parent's connection, which knows only the parent's indexes."""
        super().__init_subclass__()
        cls._connection = None

    @classmethod
    def _get_connection(cls) -> TableConnection:
        """PynamoDB would build a client for each model; all share one."""
        table: TableConnection = super()._get_connection()
        table.connection._client = dynamodb.client()
        return table


def table_name(variable: str) -> str:
    """The table that the deployment gave; importing a table where none is deployed is harmless."""
    return os.environ.get(variable, variable.lower())


class Write(NamedTuple):
    """One part of a transaction. If its condition fails: `refusal`, or without one the change is decided anew."""

    operation: Literal["put", "delete", "check", "update"]
    item: Item
    condition: Condition | None
    refusal: Callable[[], ServiceError] | None = None
    actions: tuple[Action, ...] = ()


def save(item: Item, expect: int | None) -> Write:
    """Write `item` as the successor of version `expect`; None: it must not exist yet."""
    item.version = (expect or 0) + 1
    return Write("put", item, _unchanged(item, expect))


def put_new(item: Item, refusal: Callable[[], ServiceError] | None = None) -> Write:
    """Write an item that must not exist; if it does, `refusal`."""
    return Write("put", item, type(item).pk.does_not_exist(), refusal)


def put(item: Item) -> Write:
    """Write an item whatever was there: only for what a guard in the same transaction makes safe."""
    return Write("put", item, None)


def add(item: Item, attribute: str, amount: int) -> Write:
    """Add to a number of an item, which begins at 0, without reading it.

    It has no condition that could fail, but two transactions that add at the same moment still conflict, and one of
    them starts anew: spread what many add to over several items.
    """
    return Write("update", item, None, actions=(getattr(type(item), attribute).add(amount),))


def put_off(item: Item, expires_at: int) -> Write:
    """Let an item that is there go later; its version, and so its ETag, stays."""
    kind: Any = type(item)
    return Write("update", item, kind.pk.exists(), actions=(kind.expires_at.set(expires_at),))


def delete(item: Item, expect: int) -> Write:
    """Delete version `expect`."""
    return Write("delete", item, _unchanged(item, expect))


def delete_if_there(item: Item) -> Write:
    """Delete whatever is there: only for what nothing is decided on."""
    return Write("delete", item, None)


def check(item: Item, expect: int | None) -> Write:
    """Nothing is written; the stored version must be `expect` when the rest is. None: there must be nothing."""
    return Write("check", item, _unchanged(item, expect))


def _unchanged(item: Item, expect: int | None) -> Condition:
    kind: Any = type(item)
    condition: Condition = kind.pk.does_not_exist() if expect is None else kind.version == expect
    return condition

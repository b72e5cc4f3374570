"""Counts of attempts in the guards table, each step one conditional UpdateItem (1 unit).

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| attempts | `ATTEMPTS#<purpose>#<keyed hash of the subject>` | `ATTEMPTS` | tried; `expires_at` | the next attempt |
| | | `ATTEMPTS#<window>` | | the next one in that window |
"""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.shared.attempts import Key
from chalicelib.shared.table import Item, Write, delete_if_there, table_name


class AttemptsItem(Item):
    """One count, for as long as its window lasts."""

    class Meta:
        table_name = table_name("GUARDS_TABLE")

    tried = NumberAttribute()


class AttemptTable:
    """The counts in the guards table."""

    def begin(self, key: Key, now: int, ends: int) -> bool:
        absent = AttemptsItem.pk.does_not_exist() | (AttemptsItem.expires_at <= now)
        return _updated(key, [AttemptsItem.tried.set(1), AttemptsItem.expires_at.set(ends)], absent)

    def another(self, key: Key, limit: int, now: int, ends: int) -> bool:
        more = (AttemptsItem.tried < limit) & (AttemptsItem.expires_at > now)
        return _updated(key, [AttemptsItem.tried.add(1), AttemptsItem.expires_at.set(ends)], more)

    def ends(self, key: Key) -> int:
        try:
            return int(AttemptsItem.get(*key, consistent_read=True).expires_at or 0)
        except AttemptsItem.DoesNotExist:
            return 0

    def one_of(self, key: Key, limit: int, ends: int) -> bool:
        more = AttemptsItem.pk.does_not_exist() | (AttemptsItem.tried < limit)
        return _updated(key, [AttemptsItem.tried.add(1), AttemptsItem.expires_at.set(ends)], more)

    def take_back(self, key: Key) -> None:
        _updated(key, [AttemptsItem.tried.add(-1)], AttemptsItem.tried > 0)

    def forget(self, key: Key) -> Write:
        return delete_if_there(AttemptsItem(*key))


def _updated(key: Key, actions: list[Any], condition: Any) -> bool:
    try:
        AttemptsItem(*key).update(actions, condition=condition)
    except UpdateError as refused:
        if refused.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True

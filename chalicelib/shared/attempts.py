"""How often something may be guessed: counted before each guess is looked at, so that a thousand at once are no more.

| item | pk | sk | attributes | read by |
| --- | --- | --- | --- | --- |
| attempts | `ATTEMPTS#<purpose>#<keyed hash of the subject>` | `ATTEMPTS` | tried; `expires_at` | the next attempt |

A count belongs to no subject's history and is no part of a use case's transaction: it stands whatever comes of the
attempt. So it is the one thing that is written beside `shared/commit.py`, by one conditional UpdateItem (1 unit).
See docs/decisions/0051-attempts.md.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.errors import Throttled
from chalicelib.shared.sealing import CitySecret
from chalicelib.shared.table import Item, Write, delete_if_there, table_name

_SORT = "ATTEMPTS"


class AttemptsItem(Item):
    """One count, for as long as its window lasts."""

    class Meta:
        table_name = table_name("GUARDS_TABLE")

    tried = NumberAttribute()


class Attempts:
    """Counts attempts by purpose (`staff log-in`) and subject (a number, a source), which it keeps hashed."""

    def __init__(self, secret: CitySecret, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def reserve(self, purpose: str, subject: str, limit: int, window: timedelta) -> None:
        """Take one of `limit` attempts. The window begins anew with each; the last one taken locks for its length.

        Raises Throttled `too_many_attempts` with the seconds that remain. A refused attempt prolongs nothing.
        """
        now = epoch(self._clock.now())
        item = self._item(purpose, subject)
        ends = AttemptsItem.expires_at.set(now + int(window.total_seconds()))
        absent = AttemptsItem.pk.does_not_exist() | (AttemptsItem.expires_at <= now)
        if _updated(item, [AttemptsItem.tried.set(1), ends], absent):
            return
        more = (AttemptsItem.tried < limit) & (AttemptsItem.expires_at > now)
        if not _updated(item, [AttemptsItem.tried.add(1), ends], more):
            raise Throttled("too_many_attempts", retry_after=self._remaining(item, now, window))

    def forget(self, purpose: str, subject: str) -> Write:
        """The write that starts the count anew: for the transaction of the success."""
        return delete_if_there(self._item(purpose, subject))

    def _item(self, purpose: str, subject: str) -> AttemptsItem:
        hashed = self._secret.keyed_hash("attempts/" + purpose, subject)
        return AttemptsItem(f"ATTEMPTS#{purpose}#{hashed}", _SORT)

    def _remaining(self, item: AttemptsItem, now: int, window: timedelta) -> int:
        try:
            found = AttemptsItem.get(item.pk, _SORT, consistent_read=True)
        except AttemptsItem.DoesNotExist:
            return 1
        return max(1, min(int(found.expires_at or 0) - now, int(window.total_seconds())))


def _updated(item: AttemptsItem, actions: list[Any], condition: Any) -> bool:
    try:
        item.update(actions, condition=condition)
    except UpdateError as refused:
        if refused.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True

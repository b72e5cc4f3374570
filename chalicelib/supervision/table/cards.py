"""The table of cards.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `CARD#<card id>` / `CARD` | | one card; the same act again |
| body | the card as JSON, its two statements sealed | `{"rule":"time_left",…` | |
| seq, head | where the chain `card#<card id>` stands | `1` | |
| month_key | `<month>#<shard>` | `2026-11#3` | the city's cards, index `by_month` |
| month_sort | `<issued at>#<card id>` | `2026-11-21T16:00:03.125Z#9f86…` | newest first, in both indexes |
| owner_key | `STAFF#<staff no>`, if a card names anybody | `STAFF#200001` | somebody's cards, index `by_owner` |

The shard is the first byte of the card id (a digest) modulo 8, and each card is an item of its own: those of one
midnight meet on no partition. The month is that of `issued at` in Asia/Shanghai. A card is never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.shared.table import Item, save, table_name
from chalicelib.supervision.cards.ports import Fits, Page, Writes
from chalicelib.supervision.cards.records import Card, CardStatus, Evidence, Statement

SHARDS = 8
LOOKED_THROUGH = 50
"""So many cards of a shard are read to find those that fit, before the rest is left to the next page."""
_SORT = "CARD"
_KEPT_BESIDE = ("seq", "head", "version", "retain_until")


class _ByMonth(GlobalSecondaryIndex["CardItem"]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = "by_month"
        projection = AllProjection()

    month_key = UnicodeAttribute(hash_key=True)
    month_sort = UnicodeAttribute(range_key=True)


class _ByOwner(GlobalSecondaryIndex["CardItem"]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    month_sort = UnicodeAttribute(range_key=True)


class CardItem(Item):
    """One card."""

    class Meta:
        table_name = table_name("CARDS_TABLE")

    by_month = _ByMonth()
    by_owner = _ByOwner()
    body = UnicodeAttribute()
    seq = NumberAttribute()
    head = UnicodeAttribute()
    month_key = UnicodeAttribute()
    month_sort = UnicodeAttribute()
    owner_key = UnicodeAttribute(null=True)


class CardTable:
    """`CardStore` on DynamoDB."""

    def card(self, card_id: str) -> Card | None:
        try:
            return _card(CardItem.get(_key(card_id), _SORT, consistent_read=True))
        except CardItem.DoesNotExist:
            return None

    def save(self, before: Card | None, after: Card) -> Writes:
        said = {name: value for name, value in after._asdict().items() if name not in _KEPT_BESIDE}
        item = CardItem(_key(after.card_id), _SORT, body=json.dumps(said, ensure_ascii=False, separators=(",", ":")))
        item.seq, item.head, item.retain_until = after.seq, after.head, after.retain_until
        item.month_key = f"{after.issued_on[:7]}#{_shard(after.card_id)}"
        item.month_sort = f"{after.issued_at}#{after.card_id}"
        item.owner_key = _staff(after.staff_no) if after.staff_no else None
        return (save(item, before.version if before else None),)

    def of_month(self, month: str, fits: Fits, limit: int, after: dict[str, str] | None) -> Page:
        shards = [f"{month}#{shard}" for shard in range(SHARDS)]
        with ThreadPoolExecutor(SHARDS) as readers:
            found = list(readers.map(lambda key: _looked_through(_ByMonth, key, after), shards))
        return _page(found, fits, limit)

    def of_person(self, staff_no: str, fits: Fits, limit: int, after: dict[str, str] | None) -> Page:
        return _page([_looked_through(_ByOwner, _staff(staff_no), after)], fits, limit)


def _looked_through(index: type[Any], key: str, after: dict[str, str] | None) -> list[CardItem]:
    """The next items of a key, newest first; as many as are looked through if there are that many."""
    earlier = index.month_sort < after["after"] if after else None
    found: Iterator[CardItem] = getattr(CardItem, index.Meta.index_name).query(
        key, earlier, scan_index_forward=False, limit=LOOKED_THROUGH, page_size=LOOKED_THROUGH
    )
    return list(found)


def _page(lists: list[list[CardItem]], fits: Fits, limit: int) -> Page:
    """The newest that fit of several lists, no further back than every one of them was looked through."""
    ends = [items[-1].month_sort for items in lists if len(items) == LOOKED_THROUGH]
    end = max(ends, default="")
    seen = sorted((item for items in lists for item in items if item.month_sort >= end), key=_newest, reverse=True)
    fitting = [(item.month_sort, card) for item in seen if fits(card := _card(item))]
    if len(fitting) > limit:
        return Page(tuple(card for _, card in fitting[:limit]), {"after": fitting[limit - 1][0]})
    return Page(tuple(card for _, card in fitting), {"after": end} if end else None)


def _newest(item: CardItem) -> str:
    return item.month_sort


def _card(item: CardItem) -> Card:
    said: dict[str, Any] = json.loads(item.body)
    said["evidence"] = tuple(Evidence(*one) for one in said["evidence"])
    said["status"] = CardStatus(said["status"])
    for name in ("explained", "rescinded"):
        said[name] = Statement(*said[name]) if said[name] else None
    version = int(item.version) if item.version else None
    return Card(**said, retain_until=item.retain_until, seq=int(item.seq), head=item.head, version=version)


def _shard(card_id: str) -> int:
    return int(card_id[:2], 16) % SHARDS


def _key(card_id: str) -> str:
    return f"CARD#{card_id}"


def _staff(staff_no: str) -> str:
    return f"STAFF#{staff_no}"

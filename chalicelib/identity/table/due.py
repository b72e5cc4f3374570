"""Persons on whom the daily function has something to do: to close them, or to erase them.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| due | `CLOSING` | `<date>#<person id>` | `2026-11-29#01KAJ…` | the daily function, up to today |

In order of dates, so only what is due is read, however late the function comes: an entry goes with what it asks for.
Each is 48 bytes; there are as many as people who closed their accounts and whose records the law wants kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chalicelib.identity.table.items import IdentityItem
from chalicelib.shared.table import Write, delete_if_there, put

CLOSING = "CLOSING"
_AFTER_ALL = "$"  # sorts after the mark between date and person


class DueItem(IdentityItem):
    """One entry; it holds nothing but its keys."""


class Due:
    """Due persons in the identity table."""

    def due(self, until: date) -> Iterator[str]:
        upto = DueItem.sk < f"{until}{_AFTER_ALL}"
        for item in DueItem.query(CLOSING, upto, consistent_read=True):
            yield item.sk.partition("#")[2]

    def put_due(self, on: date, person_id: str) -> Write:
        return put(DueItem(CLOSING, f"{on}#{person_id}"))

    def drop_due(self, on: date, person_id: str) -> Write:
        return delete_if_there(DueItem(CLOSING, f"{on}#{person_id}"))

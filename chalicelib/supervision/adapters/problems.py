"""The problems of a month: its cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.supervision.cards.ports import CardStore

AT_ONCE = 400
_TOLD = ("card_id", "rule", "rule_version", "level", "case_id", "case_no", "item_code", "division_code", "department")


class CardProblems:
    """`Problems` of the stored cards."""

    def __init__(self, store: CardStore) -> None:
        self._store = store

    def of_month(self, month: str) -> Iterator[dict[str, Any]]:
        """Every card that was issued in it, newest first, whatever came of it since."""
        after = None
        while True:
            page = self._store.of_month(month, lambda _: True, AT_ONCE, after)
            for card in page.cards:
                told = {name: getattr(card, name) for name in (*_TOLD, "staff_no", "issued_on", "overdue")}
                yield {**told, "status": str(card.status)}
            after = page.next
            if after is None:
                return

"""Cards on lists and one in full, as far as somebody's posts reach."""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.supervision.cards import sight
from chalicelib.supervision.cards.parts import CardParts, known
from chalicelib.supervision.cards.ports import Fits, Page
from chalicelib.supervision.cards.records import Card
from chalicelib.supervision.cards.shapes import listed, shown
from chalicelib.supervision.cards.words import read


class Asked(NamedTuple):
    """Which cards; None is any. `month` is `2026-11`; `overdue`: those that nobody explained in time."""

    month: str | None = None
    person: str | None = None
    level: str | None = None
    status: str | None = None
    department: str | None = None
    division: str | None = None
    item: str | None = None
    rule: str | None = None
    overdue: bool | None = None
    limit: int = 20
    cursor: str | None = None


def cards(parts: CardParts, by: Caller, asked: Asked) -> dict[str, Any]:
    """Cards, newest first: of one person over all time, or of the offices in reach in one month (the present one).

    Whoever oversees and leads nothing gets their own. A page may be short and go on. Raises Malformed for a cursor.
    """
    fits, after = _fitting(by, asked), decode_cursor(asked.cursor)
    page: Page
    if person := asked.person or (None if sight.oversees_offices(by) else by.id):
        page = parts.store.of_person(person, fits, asked.limit, after)
    else:
        page = parts.store.of_month(_month(parts, asked), fits, asked.limit, after)
    return {"cards": [listed(card) for card in page.cards], "next": encode_cursor(page.next)}


def card(parts: CardParts, by: Caller, card_id: str) -> dict[str, Any]:
    """A card with its evidence and what was said of it, which is opened on record. Raises NotFound."""
    found = sight.require_sight(known(parts, card_id), by)
    return shown(found, read(parts, found, by))


def _fitting(by: Caller, asked: Asked) -> Fits:
    wanted = {
        "level": asked.level,
        "status": asked.status,
        "department": asked.department,
        "division_code": asked.division,
        "item_code": asked.item,
        "rule": asked.rule,
        "overdue": asked.overdue,
    }
    given = {name: value for name, value in wanted.items() if value is not None}

    def fits(card: Card) -> bool:
        of_month = asked.month is None or card.issued_on.startswith(asked.month)
        return of_month and all(getattr(card, name) == value for name, value in given.items()) and sight.sees(card, by)

    return fits


def _month(parts: CardParts, asked: Asked) -> str:
    return asked.month or parts.law.today().isoformat()[:7]

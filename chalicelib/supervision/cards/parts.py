"""What the use cases of cards are made of."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType, Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import Sealer
from chalicelib.supervision.cards.ports import CardStore, Cases, Dates, Owners, Settings
from chalicelib.supervision.cards.records import Card


class CardParts(NamedTuple):
    """`keep_until` is the last day on which what is recorded now must still be kept."""

    store: CardStore
    cases: Cases
    dates: Dates
    owners: Owners
    sealer: Sealer
    recorder: Recorder
    committer: Committer
    law: LawClock
    settings: Callable[[], Settings]
    keep_until: Callable[[], str]


def known(parts: CardParts, card_id: str) -> Card:
    """The card as it stands. Raises NotFound."""
    card = parts.store.card(card_id)
    if card is None:
        raise NotFound("card_not_found")
    return card


def acted(
    parts: CardParts, before: Card | None, after: Card, type_: ActType, by: Caller, said: Mapping[str, object]
) -> tuple[Card, Change]:
    """The card after an act, and the change that records both."""
    keep_until = parts.keep_until()
    act = parts.recorder.next(after.chain, type_, by, {**facts(after), **said}, retain_until=keep_until)
    moved = _moved(after, act, keep_until)
    return moved, Change(parts.store.save(before, moved), (act,))


def facts(card: Card) -> dict[str, Any]:
    """What every act of a card says of it."""
    return {
        "rule": card.rule,
        "level": card.level,
        "case_id": card.case_id,
        "item_code": card.item_code,
        "division_code": card.division_code,
        "department": card.department,
        "staff_no": card.staff_no,
    }


def _moved(card: Card, act: Act, keep_until: str) -> Card:
    version = (card.version or 0) + 1
    return card._replace(seq=act.seq, head=act.hash, retain_until=keep_until, version=version)

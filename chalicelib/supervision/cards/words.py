"""What is said of a card, sealed under the key of its case's owner: erased with whom it may name, and no other."""

from __future__ import annotations

from chalicelib.shared.access import Caller
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound
from chalicelib.supervision.cards.parts import CardParts
from chalicelib.supervision.cards.records import Card, Statement


def stated(parts: CardParts, card: Card, by: Caller, words: str, salt: str) -> Statement:
    """What the caller says now, under the owner's salt."""
    sealed = parts.sealer.seal(salt, words, _context(card))
    return Statement(by.id, rfc3339(parts.law.now()), sealed)


def read(parts: CardParts, card: Card, by: Caller) -> dict[str, str | None]:
    """What was said, on record: one read where there is anything; None where nothing can open it any more."""
    sealed = _sealed(card)
    if not sealed:
        return {}
    try:
        salt = parts.owners.salt_of(card.owner)
    except NotFound:
        return dict.fromkeys(sealed)
    on_record(parts, card, by)
    return opened(parts, card, salt)


def on_record(parts: CardParts, card: Card, by: Caller) -> None:
    """Leave an access act, before the caller is shown what others said: it may name the case's owner."""
    parts.owners.opened(by, card.owner, f"supervision:{card.card_id}", "card", card.case_no)


def opened(parts: CardParts, card: Card, salt: str) -> dict[str, str | None]:
    """What was said, by what it is, under the owner's salt."""
    return {name: parts.sealer.open(salt, text, _context(card)) for name, text in _sealed(card).items()}


def _sealed(card: Card) -> dict[str, str]:
    said = {"explanation": card.explained, "rescission": card.rescinded}
    return {name: statement.words_sealed for name, statement in said.items() if statement}


def _context(card: Card) -> str:
    """Binds sealed words to their card."""
    return f"card:{card.card_id}"

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


def read(parts: CardParts, card: Card) -> dict[str, str | None]:
    """What was said: one read where there is anything; None where nothing can open it any more."""
    sealed = _sealed(card)
    try:
        return opened(parts, card, parts.owners.salt_of(card.owner)) if sealed else {}
    except NotFound:
        return dict.fromkeys(sealed)


def opened(parts: CardParts, card: Card, salt: str) -> dict[str, str | None]:
    """What was said, by what it is, under the owner's salt."""
    return {name: parts.sealer.open(salt, text, _context(card)) for name, text in _sealed(card).items()}


def _sealed(card: Card) -> dict[str, str]:
    said = {"explanation": card.explained, "rescission": card.rescinded}
    return {name: statement.words_sealed for name, statement in said.items() if statement}


def _context(card: Card) -> str:
    """Binds sealed words to their card."""
    return f"card:{card.card_id}"

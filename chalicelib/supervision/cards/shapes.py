"""Cards as they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.supervision.cards.records import Card, Statement
from chalicelib.supervision.cards.rules import RULES

_PLAIN = (
    "card_id", "rule", "rule_version", "level", "case_id", "case_no", "item_code", "division_code", "department",
    "channel", "staff_no", "issued_at", "issued_on", "explanation_due_on", "provisional", "overdue",
)  # fmt: skip


def listed(card: Card) -> dict[str, Any]:
    """A card on a list."""
    told = {name: getattr(card, name) for name in _PLAIN}
    return {**told, "title": RULES[card.rule].title, "status": str(card.status)}


def shown(card: Card, opened: Mapping[str, str | None]) -> dict[str, Any]:
    """A card in full; `opened` are its statements in clear, as far as they were opened: None where they cannot be."""
    return {
        **listed(card),
        "meaning": RULES[card.rule].meaning,
        "calendar": card.calendar,
        "evidence": [evidence._asdict() for evidence in card.evidence],
        "days": dict(card.days),
        "explanation": _told(card.explained, opened.get("explanation")),
        "rescission": _told(card.rescinded, opened.get("rescission")),
        "version": card.version,
    }


def _told(said: Statement | None, words: str | None) -> dict[str, Any] | None:
    return {"staff_no": said.staff_no, "at": said.at, "words": words} if said else None

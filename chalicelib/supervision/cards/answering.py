"""说明理由与撤销 — what is said of a card: whoever answers for it explains, a supervisor rescinds with a reason."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import ActType
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Forbidden, RuleViolation
from chalicelib.supervision import acts
from chalicelib.supervision.cards import sight
from chalicelib.supervision.cards.parts import CardParts, acted, known
from chalicelib.supervision.cards.records import Card, CardStatus, Statement
from chalicelib.supervision.cards.shapes import shown
from chalicelib.supervision.cards.words import on_record, opened, stated


def explain(parts: CardParts, by: Caller, card_id: str, words: str, once: Once | None) -> dict[str, Any]:
    """Explain a card, once, within the days.

    Raises NotFound out of the caller's sight, Forbidden for whoever sees it and does not answer for it, RuleViolation
    afterwards: `card_explained`, `card_rescinded`, `explanation_too_late`.
    """

    def decide() -> Change:
        card = sight.require_sight(known(parts, card_id), by)
        if not sight.answers_for(card, by):
            raise Forbidden("card_of_others")
        _require_explainable(card, parts.law.today().isoformat())
        sight.act_for_whom(card, by)
        salt = parts.owners.salt_of(card.owner)
        said = stated(parts, card, by, words, salt)
        after = card._replace(status=CardStatus.EXPLAINED, explained=said)
        return _changed(parts, (card, after), acts.CARD_EXPLAINED, by, said, salt)

    return parts.committer.commit(decide, once)


def rescind(parts: CardParts, by: Caller, card_id: str, reason: str, once: Once | None) -> dict[str, Any]:
    """Rescind a card, with a reason; it stays on the record. Whoever answers for a card does not rescind it.

    Raises NotFound out of the caller's reach, Forbidden for an own card, RuleViolation `card_rescinded`.
    """

    def decide() -> Change:
        card = sight.require_sight(known(parts, card_id), by)
        if sight.answers_for(card, by) or (card.explained and card.explained.staff_no == by.id):
            raise Forbidden("card_own")
        by.require_reach("card_not_found", division=card.division_code, department=card.department)
        if card.status is CardStatus.RESCINDED:
            raise RuleViolation("card_rescinded")
        salt = parts.owners.salt_of(card.owner)
        said = stated(parts, card, by, reason, salt)
        after = card._replace(status=CardStatus.RESCINDED, rescinded=said)
        return _changed(parts, (card, after), acts.CARD_RESCINDED, by, said, salt)

    answer = parts.committer.commit(decide, once)
    if answer["explanation"]:
        on_record(parts, known(parts, card_id), by)
    return answer


def _require_explainable(card: Card, today: str) -> None:
    if card.status is CardStatus.EXPLAINED:
        raise RuleViolation("card_explained")
    if card.status is CardStatus.RESCINDED:
        raise RuleViolation("card_rescinded")
    last = card.explanation_due_on
    if card.overdue or (last and not card.provisional and today > last):
        raise RuleViolation("explanation_too_late", due_on=last)


def _changed(
    parts: CardParts, step: tuple[Card, Card], type_: ActType, by: Caller, said: Statement, salt: str
) -> Change:
    card, change = acted(parts, *step, type_, by, {"words_sealed": said.words_sealed})
    return change._replace(answer=shown(card, opened(parts, card, salt)))

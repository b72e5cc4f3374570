"""The deadline of a card: its explanation. Cards are an owner of deadlines, as cases are."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.shared.change import Change
from chalicelib.shared.clocks import from_rfc3339
from chalicelib.shared.due import Before, Deadline, Moved, Standing, end_of
from chalicelib.supervision import acts
from chalicelib.supervision.cards.issuing import BY, told_day
from chalicelib.supervision.cards.parts import CardParts, acted
from chalicelib.supervision.cards.ports import Day
from chalicelib.supervision.cards.records import Card, CardStatus

KIND = "card_explanation"


class CardDeadlines:
    """An `Owner` of `card#<card id>`."""

    def __init__(self, parts: CardParts) -> None:
        self._parts = parts

    def standing(self, subject: str) -> Standing:
        """The day by which a card is to be explained, until it is, or is rescinded, or was not in time."""
        card = self._card(subject)
        if card is None:
            return Standing(0)
        return Standing(card.seq, (_deadline(card),) if _waits(card) else ())

    def enforce(self, subject: str, name: str) -> bool:
        """Note once that nobody explained the card in time."""
        return name == KIND and bool(self._parts.committer.commit(lambda: self._overdue(subject), None))

    def recompute(self, subject: str, before: Before) -> tuple[Moved, ...]:
        """Reckon the day by the calendar in force. One that was told comes no sooner, unless it was an estimate."""
        answer = self._parts.committer.commit(lambda: self._recomputed(subject), None)
        return tuple(Moved(**one) for one in answer.get("moved", ()))

    def _overdue(self, subject: str) -> Change:
        card = self._card(subject)
        next_at = _deadline(card).next_at if card and _waits(card) else None
        if card is None or next_at is None or self._parts.law.now() < from_rfc3339(next_at):
            return Change()
        said = {"explanation_due_on": card.explanation_due_on}
        after = card._replace(overdue=True)
        _, change = acted(self._parts, card, after, acts.CARD_EXPLANATION_OVERDUE, BY, said)
        return change._replace(answer={"overdue": True})

    def _recomputed(self, subject: str) -> Change:
        card = self._card(subject)
        if card is None or not _waits(card):
            return Change()
        day = self._day(card)
        told = told_day(day)
        if not _moves(card, told):
            return Change()
        moved = {"name": KIND, "before": card.explanation_due_on, "after": told["explanation_due_on"]}
        said = {**told, "moved": [moved]}
        _, change = acted(self._parts, card, card._replace(**told), acts.CARD_DAYS_RECOMPUTED, BY, said)
        return change._replace(answer={"moved": [moved]})

    def _day(self, card: Card) -> Day:
        """The days are those of the city's rule as it was when the card was issued, counted anew."""
        issued = date.fromisoformat(card.issued_on)
        return self._parts.dates.working_days_after(issued, card.explanation_days, card.division_code)

    def _card(self, subject: str) -> Card | None:
        return self._parts.store.card(subject.removeprefix("card#"))


def _waits(card: Card) -> bool:
    return card.status is CardStatus.ISSUED and not card.overdue


def _moves(card: Card, told: dict[str, Any]) -> bool:
    before, after = card.explanation_due_on, told["explanation_due_on"]
    if card.provisional or before is None:
        return (before, card.provisional) != (after, told["provisional"])
    return after is not None and after > before


def _deadline(card: Card) -> Deadline:
    due_on = card.explanation_due_on
    binding = due_on is not None and not card.provisional
    return Deadline(
        card.subject,
        KIND,
        due_on=due_on,
        next_at=end_of(date.fromisoformat(due_on)) if due_on and binding else None,
        provisional=card.provisional,
        calendar=card.calendar,
    )

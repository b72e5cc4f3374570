"""发牌 — a card for each rule that an act breaks, once, however often and in whatever order acts come."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from chalicelib.shared.access import system
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.supervision import acts
from chalicelib.supervision.cards.parts import CardParts, acted
from chalicelib.supervision.cards.ports import CaseOf, Day
from chalicelib.supervision.cards.records import Card, Evidence
from chalicelib.supervision.cards.rules import Found, findings

BY = system("supervision")
_ID = 32  # hexadecimal digits: 128 bits


def issue(parts: CardParts, act: Act) -> tuple[str, ...]:
    """Issue what follows from an act of a case; the ids of the cards that are new.

    An act that breaks no rule costs nothing; one that came before, a read for each card. Raises `Unjudgeable` if the
    act lacks what its type has, NotFound if there is no such case.
    """
    return tuple(card_id for found in findings(act, parts.settings()) if (card_id := _issue(parts, act, found)))


def card_id_of(rule: str, case_id: str, about: str) -> str:
    """The id of a card: the same finding is the same card."""
    return sha256("\n".join((rule, case_id, about)).encode()).hexdigest()[:_ID]


def _issue(parts: CardParts, act: Act, found: Found) -> str | None:
    case_id = act.subject.removeprefix("case#")
    card_id = card_id_of(found.rule.code, case_id, found.about)

    def decide() -> Change:
        if parts.store.card(card_id):
            return Change()
        card = _made(parts, act, found, card_id, parts.cases.of(case_id))
        return acted(parts, None, card, acts.CARD_ISSUED, BY, _said(card))[1]._replace(answer={"card_id": card_id})

    return parts.committer.commit(decide, None).get("card_id")


def _made(parts: CardParts, act: Act, found: Found, card_id: str, case: CaseOf) -> Card:
    told: Any = act.changes
    now, today = parts.law.now(), parts.law.today()
    days = parts.settings().explanation_days
    day = parts.dates.working_days_after(today, days, told["division_code"])
    return Card(
        card_id=card_id,
        rule=found.rule.code,
        rule_version=found.rule.version,
        level=str(found.rule.level),
        case_id=act.subject.removeprefix("case#"),
        case_no=case.case_no,
        owner=case.owner,
        item_code=told["item_code"],
        division_code=told["division_code"],
        department=told["department"],
        channel=told["channel"],
        staff_no=_person(act),
        issued_at=rfc3339(now),
        issued_on=today.isoformat(),
        evidence=(Evidence(act.act_id, act.type, act.seq, act.law_time, act.hash),),
        days=found.days,
        explanation_days=days,
    )._replace(**told_day(day))


def told_day(day: Day) -> dict[str, Any]:
    """A last day as cards and acts tell it."""
    told = day.due_on.isoformat() if day.due_on else None
    return {"explanation_due_on": told, "provisional": day.provisional, "calendar": day.calendar}


def _person(act: Act) -> str | None:
    """Whom the act of the clock names, or who acted. A stand-in acts for a colleague, whose work it is."""
    if act.actor.role == "system":
        named: Any = act.changes.get("staff_no")
        return named or None
    return (act.on_behalf_of or "").removeprefix("staff:") or act.actor.id


def _said(card: Card) -> dict[str, Any]:
    return {
        "rule_version": card.rule_version,
        "case_no": card.case_no,
        "owner": card.owner,
        "channel": card.channel,
        "issued_on": card.issued_on,
        "evidence": [evidence._asdict() for evidence in card.evidence],
        "days": dict(card.days),
        "explanation_due_on": card.explanation_due_on,
        "provisional": card.provisional,
        "calendar": card.calendar,
    }

"""Routes of supervision cards: whoever gets them, whoever leads and whoever oversees."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Reach, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.supervision.cards import answering, reading
from chalicelib.wiring import supervision as wiring

routes = Routes("supervision")

ANSWERABLE = Access(roles=frozenset({Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE}))
SEEING = Access(roles=ANSWERABLE.roles | {Role.HALL_MANAGER, Role.SUPERVISOR, Role.AUDITOR})
OVERSEERS = Access(roles=frozenset({Role.SUPERVISOR}), reach=Reach.OFFICE)


@routes.get("/supervision/cards", SEEING, query="CardsQuery", answer="CardList")
def list_cards(call: Call) -> dict[str, Any]:
    """监察牌列表 — the cards that one may see, newest first: a month of the offices in reach, or a person's."""
    return reading.cards(wiring.cards(), call.caller, _asked(call.query))


@routes.get("/supervision/cards/{card_id}", SEEING, answer="CardBody")
def show_card(call: Call, card_id: str) -> dict[str, Any]:
    """查看监察牌 — a card with its evidence, and what was said of it."""
    return reading.card(wiring.cards(), call.caller, card_id)


@routes.post("/supervision/cards/{card_id}/explanation", ANSWERABLE, body="Explanation", answer="CardBody")
def explain_card(call: Call, card_id: str) -> dict[str, Any]:
    """说明理由 — explain a card that went to oneself or to one's department, within the days."""
    return answering.explain(wiring.cards(), call.caller, card_id, call.body.explanation, call.once)


@routes.post("/supervision/cards/{card_id}/rescission", OVERSEERS, body="Rescission", answer="CardBody")
def rescind_card(call: Call, card_id: str) -> dict[str, Any]:
    """撤销监察牌 — rescind a card with a reason; it stays on the record."""
    return answering.rescind(wiring.cards(), call.caller, card_id, call.body.reason, call.once)


def _asked(query: Any) -> reading.Asked:
    return reading.Asked(
        month=query.month,
        person=staff_number(query.person) if query.person else None,
        level=query.level,
        status=query.status,
        department=query.department,
        division=query.division,
        item=query.item,
        rule=query.rule,
        overdue=query.overdue == "true" if query.overdue else None,
        limit=query.limit,
        cursor=query.cursor,
    )

"""Who sees a card, who answers for it, and who may rescind it."""

from __future__ import annotations

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import NotFound
from chalicelib.supervision.cards.records import Card

WATCHING = (Role.SUPERVISOR, Role.AUDITOR)
LEADING = (Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER)


def sees(card: Card, caller: Caller) -> bool:
    """Whether it went to the caller, or a post that oversees or leads reaches its office."""
    return is_of(card, caller) or _over(card, caller, *WATCHING, *LEADING)


def is_of(card: Card, caller: Caller) -> bool:
    """Whether it went to the caller, or to a colleague for whom the caller stands in."""
    return card.staff_no is not None and card.staff_no in sitting_for(caller)


def answers_for(card: Card, caller: Caller) -> bool:
    """Whether the caller may explain it: the person it went to, or the department's chief representative."""
    return is_of(card, caller) or _over(card, caller, Role.CHIEF_REPRESENTATIVE)


def oversees_offices(caller: Caller) -> bool:
    """Whether any post lets the caller see cards of others."""
    return any(post.roles & {*WATCHING, *LEADING} for post in caller.posts)


def require_sight(card: Card, caller: Caller) -> Card:
    """The card. Raises NotFound out of the caller's sight."""
    if not sees(card, caller):
        raise NotFound("card_not_found")
    return card


def act_for_whom(card: Card, caller: Caller) -> None:
    """Let the act say for whom the caller acts: the colleague whose card, or whose post, it is."""
    if card.staff_no is not None and is_of(card, caller):
        caller.act_for(card.staff_no)
    else:
        caller.holds(Role.CHIEF_REPRESENTATIVE, card.division_code, card.department)


def sitting_for(caller: Caller) -> frozenset[str]:
    """The caller's number, and those of the colleagues for whom they stand in."""
    return frozenset({caller.id, *(post.stands_in_for for post in caller.posts if post.stands_in_for)})


def _over(card: Card, caller: Caller, *roles: Role) -> bool:
    posts = (post for post in caller.posts if post.roles & {*roles})
    return any(post.reaches(card.division_code, card.department) for post in posts)

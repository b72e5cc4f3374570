"""Who may act for whom, on what, until when: pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.ages import OF_AGE, born_on, needs_guardian

LEAST_ASSURANCE_LEVEL = 2
"""Nobody acts for another before the city knows who they are."""
REPRESENTATIVE_ASSURANCE_LEVEL = 3
"""Name and number are no secret: whoever binds an organisation to somebody, or lets go of it, shows their face."""
HIGHEST_ASSURANCE_LEVEL = 4


class Kind(StrEnum):
    """On what ground somebody acts for another."""

    AGENT = "agent"  # 经办人: for an organisation
    FAMILY = "family"  # 亲友代办
    GUARDIAN = "guardian"  # 法定监护人
    LEGAL_REPRESENTATIVE = "legal_representative"  # 法定代表人: by office, without an authorisation


class Scope(StrEnum):
    """What somebody may do for another."""

    APPLY = "apply"
    VIEW = "view"
    COLLECT = "collect"


class State(StrEnum):
    """What people did with an authorisation. That its time is over follows from the date."""

    ACTIVE = "active"
    REVOKED = "revoked"  # by the principal, or at a window
    RENOUNCED = "renounced"  # by the grantee


class EndingGround(StrEnum):
    """On what ground a window ends an authorisation."""

    CANCELLED = "cancelled"  # a side is present and wants it
    GUARDIANSHIP_ENDED = "guardianship_ended"
    GUARDIAN_DISQUALIFIED = "guardian_disqualified"  # by a court


ARTICLES = {
    EndingGround.CANCELLED: "民法典第一百七十三条",
    EndingGround.GUARDIANSHIP_ENDED: "民法典第三十九条",
    EndingGround.GUARDIAN_DISQUALIFIED: "民法典第三十六条",
}


class Grant(NamedTuple):
    """What an authorisation gives: these scopes, for these items (None: all), up to and including `ends_on`."""

    state: State
    scope: AbstractSet[Scope]
    items: AbstractSet[str] | None
    ends_on: date


def gives(grant: Grant, scope: Scope, item_code: str | None, today: date) -> bool:
    """Whether it lets its grantee do that for that item (None: for every item) on that day of law time.

    Whoever applies for another has to see what they applied for.
    """
    allowed = grant.scope | ({Scope.VIEW} if Scope.APPLY in grant.scope else set())
    reaches = grant.items is None or item_code in grant.items
    return standing(grant.state, grant.ends_on, today) == State.ACTIVE and scope in allowed and reaches


def standing(state: State, ends_on: date, today: date) -> str:
    """`active`, `revoked`, `renounced`, or `ended` when its last day has passed."""
    return "ended" if state is State.ACTIVE and today > ends_on else str(state)


def still_joined(joined_at: str | None, left_at: str | None) -> bool:
    """Whether an account that joined then (None: never) has not left its person since (RFC 3339, law time)."""
    return joined_at is not None and (left_at is None or joined_at > left_at)


def own_hand(given_at: str, separated_at: str | None) -> bool:
    """Whether what was given then was the person's own doing: its account was not found to be another's since."""
    return separated_at is None or given_at > separated_at


def guardian_needed(number: str, today: date) -> bool:
    """Whether the holder of that number is too young to apply by themselves."""
    return needs_guardian(born_on(number), today)


def last_day_as_ward(number: str) -> date:
    """The day before the holder of that number comes of age."""
    born = born_on(number)
    leap_day = (born.month, born.day) == (2, 29)
    birthday = date(born.year + OF_AGE, 3, 1) if leap_day else born.replace(year=born.year + OF_AGE)
    return birthday - timedelta(days=1)


def latest_end(today: date, years: int) -> date:
    """The last day that an authorisation given today may reach."""
    try:
        return today.replace(year=today.year + years)
    except ValueError:  # 29 February
        return date(today.year + years, 3, 1)

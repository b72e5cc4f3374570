"""Who stands at a window for an applicant: where a clerk takes in, and whose the case is to go on with there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.cases.acting import SEEN
from chalicelib.cases.ports import Authority, Scope
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.divisions import contains
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation

if TYPE_CHECKING:
    from chalicelib.cases.parts import Parts


def present(parts: Parts, by: Caller, verification_id: str) -> Caller:
    """The person who stands before the clerk, as they would come online. Raises what `Presence` raises."""
    person_id = parts.presence.person(by, verification_id)
    return Caller(kind="citizen", id=person_id, level=SEEN, channel=by.channel)


def seat(parts: Parts, by: Caller, terms: Terms, division_code: str) -> Collection:
    """Where the clerk takes in what is handled in that division: there, or for it at their own place (代收代办).

    A window counts before a post: whoever sits at one that serves the item takes it in, whatever their own department
    (无差别受理). Raises Forbidden `not_taken_in_here`.
    """
    by.reach_checked = True
    sits_at = parts.windows.seats(by, terms.department, terms.item_code)
    windows = [one for one in sits_at if _clerk_in(by, one.division_code)]
    at_home = [one for one in windows if contains(one.division_code, division_code)]
    if not at_home and by.holds(Role.CLERK, division_code, terms.department):
        return Collection(by.id, division_code)
    for window in (*at_home, *windows):
        return Collection(by.id, window.division_code, window.window_id)
    for division in _of_posts(by, terms.department):
        return Collection(by.id, division)
    raise Forbidden("not_taken_in_here", name=terms.name)


def took_in(parts: Parts, case: Case, by: Caller) -> bool:
    """Whether the case is the caller's window's: they took it in, or a colleague of their office or window there."""
    taken = case.collection
    if taken is None or by.kind != "staff" or not _clerk_in(by, taken.division_code):
        return False
    same_office = by.id == taken.staff_no or by.holds(Role.CLERK, taken.division_code, case.department)
    if same_office or _sits_at(parts, by, case, taken.window_id):
        by.reach_checked = True
        return True
    return False


def require_place(by: Caller, division_code: str) -> None:
    """Raise NotFound unless the caller is a clerk of that place."""
    by.reach_checked = True
    if not _clerk_in(by, division_code):
        raise NotFound("office_not_found")


def served(parts: Parts, case: Case, by: Caller) -> Authority | None:
    """By what the person who came may act for the owner, if they are not the owner: asked anew with every edit.

    What the clerk does from here on is done for the owner.
    """
    by.on_behalf_of = case.owner
    if case.agent is None:
        return None
    person = Caller(kind="citizen", id=case.agent.person_id, level=SEEN, channel=by.channel)
    authority = parts.representation.authority(person, case.owner, case.item_code, Scope.APPLY)
    if authority is None:
        raise RuleViolation("agent_authorised_no_more")
    return authority


def _clerk_in(by: Caller, division_code: str) -> bool:
    return by.holds_over(Role.CLERK, division_code)


def _sits_at(parts: Parts, by: Caller, case: Case, window_id: str | None) -> bool:
    windows = parts.windows.seats(by, case.department, case.item_code) if window_id else ()
    return any(window.window_id == window_id for window in windows)


def _of_posts(by: Caller, department: str) -> list[str]:
    """The divisions for which a clerk's posts name that department, one by one."""
    posts = [post for post in by.posts if Role.CLERK in post.roles and {"*", department} & {*post.departments}]
    return [division for post in posts for division in post.divisions if division != "*"]

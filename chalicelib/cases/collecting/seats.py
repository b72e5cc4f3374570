"""Who stands at a window for an applicant: where a clerk takes in, and whose the case is to go on with there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.cases.ports import Authority, Scope
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import SEEN, Case, filled_in_now
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.divisions import contains
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation

if TYPE_CHECKING:
    from chalicelib.cases.collecting.ports import Handover
    from chalicelib.cases.neighbours import Seat
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
    sits_at = parts.windows.serving_seats(by, terms.department, terms.item_code)
    windows = [one for one in sits_at if _clerk_in(by, one.division_code)]
    at_home = [one for one in windows if contains(one.division_code, division_code)]
    if not at_home and by.holds(Role.CLERK, division_code, terms.department):
        return Collection(by.id, division_code)
    for window in (*at_home, *windows):
        return Collection(by.id, window.division_code, window.window_id)
    for division in _of_posts(by, terms.department):
        return Collection(by.id, division)
    raise Forbidden("not_taken_in_here", name=terms.name)


class Place:
    """What is done where the caller is a clerk: by them, by their office, or by the windows at which they sit.

    Where they sit is asked once, and only if neither their number nor a post of theirs tells.
    """

    def __init__(self, parts: Parts, by: Caller) -> None:
        self._parts, self._by = parts, by

    def took_in(self, case: Case) -> bool:
        """Whether the case was taken in there."""
        self._by.reach_checked = True
        taken = case.collection
        if taken is None or not _clerk_in(self._by, taken.division_code):
            return False
        ours = self._ours(taken.staff_no, taken.division_code, case.department)
        return ours or any(seat.window_id == taken.window_id for seat in self._seats)

    def sent(self, list_: Handover) -> bool:
        """Whether the list left from there: any window of the place hands over for all of them."""
        if not _clerk_in(self._by, list_.from_division):
            return False
        ours = self._ours(list_.sent_by, list_.from_division, list_.to_department)
        return ours or any(seat.division_code == list_.from_division for seat in self._seats)

    def _ours(self, staff_no: str, division_code: str, department: str) -> bool:
        return self._by.id == staff_no or self._by.holds(Role.CLERK, division_code, department)

    @cached_property
    def _seats(self) -> tuple[Seat, ...]:
        return self._parts.windows.seats(self._by)


def require_place(by: Caller, division_code: str) -> None:
    """Raise NotFound unless the caller is a clerk of that place."""
    by.reach_checked = True
    if not _clerk_in(by, division_code):
        raise NotFound("office_not_found")


def served(parts: Parts, case: Case, by: Caller) -> Authority | None:
    """By what the person who came may act for the owner, if they are not the owner: asked anew with every edit.

    What the clerk does from here on is done for the owner. Raises RuleViolation `case_not_editable` for what the window
    only sees the state of by now, NotFound if the owner is gone.
    """
    if not filled_in_now(case):
        raise RuleViolation("case_not_editable", status=case.status)
    if parts.people.closed(case.owner):
        raise NotFound("case_not_found")
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


def _of_posts(by: Caller, department: str) -> list[str]:
    """The divisions for which a clerk's posts name that department, one by one."""
    posts = [post for post in by.posts if Role.CLERK in post.roles and {"*", department} & {*post.departments}]
    return [division for post in posts for division in post.divisions if division != "*"]

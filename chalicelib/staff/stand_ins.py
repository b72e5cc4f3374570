"""AB 岗: a colleague does somebody's work for some days, with the rights of that post, and says so in every act."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.acts import ActType
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Forbidden, Invalid, NotFound, RuleViolation
from chalicelib.shared.ids import new_id
from chalicelib.staff import acts
from chalicelib.staff.parts import Parts, require_another, require_own_power
from chalicelib.staff.ports import Writes
from chalicelib.staff.records import REASON_SEAL, Staff, StandIn
from chalicelib.staff.rights import COLLEAGUES_AT_ONCE, SEPARATE_POWERS, posts_of, powers_are_separate

LONGEST = timedelta(days=366)
KEPT = 10  # on the colleague's account; the chain has all


class Appointment(NamedTuple):
    """Who does whose work, from when to when (civil dates, both included), and why."""

    colleague: str
    stand_in: str
    from_on: date
    until_on: date
    reason: str


class StandIns:
    """Appoints, shows and dismisses stand-ins: an administrator for anybody, a hall manager for whom they reach."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def appoint(self, wanted: Appointment, by: Caller, once: Once | None) -> dict[str, Any]:
        """Let a colleague stand in. Raises Invalid, Forbidden for oneself, RuleViolation, NotFound.

        Who stands in themselves neither passes that on nor gives it to the colleague: they would outlive their days.
        """
        _require_sound(wanted, self._parts.today())
        return self._parts.committer.commit(lambda: self._appointed(wanted, by), once)

    def listed(self, staff_no: str, by: Caller) -> dict[str, Any]:
        """Who stands in for somebody, lately, now and later. Raises NotFound."""
        colleague = self._reached(staff_no, by)
        return {"stand_ins": [self._shown(colleague, one) for one in colleague.stand_ins]}

    def dismiss(self, staff_no: str, stand_in_id: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """End it before its time. Raises NotFound, RuleViolation where it is over."""

        def decide() -> Change:
            colleague = self._reached(staff_no, by)
            found = next((one for one in colleague.stand_ins if one.stand_in_id == stand_in_id), None)
            if found is None:
                raise NotFound("stand_in_not_found")
            if found.over(self._parts.today()):
                raise RuleViolation("stand_in_over")
            return self._dismissed(colleague, found, by)

        return self._parts.committer.commit(decide, once)

    def _appointed(self, wanted: Appointment, by: Caller) -> Change:
        colleague = self._reached(wanted.colleague, by)
        _require_another(wanted, by)
        require_own_power(colleague.roles, by)
        deputy = self._parts.at_work(wanted.stand_in)
        reason = self._parts.sealer.seal(colleague.salt, wanted.reason, REASON_SEAL)
        made = StandIn(new_id(), wanted.stand_in, wanted.from_on, wanted.until_on, reason)
        self._require_room(colleague, deputy, made)
        kept = self._kept(colleague, made)
        days = {"from_on": str(made.from_on), "until_on": str(made.until_on)}
        types = (acts.STAND_IN_APPOINTED, acts.STAND_IN_ASSIGNED)
        change = self._on_both(colleague, kept, made, by, types, ({**days, "reason": made.reason}, days))
        return change._replace(writes=(*change.writes, self._store.cover(colleague.staff_no, made)))

    def _dismissed(self, colleague: Staff, found: StandIn, by: Caller) -> Change:
        over = found._replace(revoked=True)
        kept = tuple(over if one == found else one for one in colleague.stand_ins)
        change = self._on_both(colleague, kept, over, by, (acts.STAND_IN_DISMISSED, acts.STAND_IN_RELEASED))
        return change._replace(writes=(*change.writes, self._store.uncover(colleague.staff_no, found)))

    def _on_both(
        self,
        colleague: Staff,
        kept: tuple[StandIn, ...],
        made: StandIn,
        by: Caller,
        types: tuple[ActType, ActType],
        said: tuple[dict[str, str], dict[str, str]] = ({}, {}),
    ) -> Change:
        """The colleague's account with `kept`, and an act on either side's chain."""
        deputy = self._parts.known(made.stand_in)
        whom = {"stand_in_id": made.stand_in_id, "stand_in": made.stand_in, **said[0]}
        whose = {"stand_in_id": made.stand_in_id, "colleague": colleague.staff_no, **said[1]}
        lent = self._parts.changed(colleague, colleague._replace(stand_ins=kept), types[0], by, {**whom})
        taken = self._parts.changed(deputy, deputy, types[1], by, {**whose})
        writes = (*lent.writes, *taken.writes, *self._at_once(made))
        return Change(writes, (*lent.acts, *taken.acts), self._shown(colleague, made))

    def _at_once(self, made: StandIn) -> Writes:
        """Where it begins or ends today, the stand-in's next request is refused: a refresh brings the right posts."""
        today = made._replace(revoked=False).on(self._parts.today())
        return (self._parts.ending(made.stand_in),) if today else ()

    def _kept(self, colleague: Staff, made: StandIn) -> tuple[StandIn, ...]:
        """The account's stand-ins with the new one; what is over makes room."""
        today = self._parts.today()
        current = [one for one in colleague.stand_ins if not one.over(today)]
        if len(current) >= KEPT:
            raise RuleViolation("too_many_stand_ins")
        past = [one for one in colleague.stand_ins if one.over(today)]
        dropped = max(0, len(past) + len(current) + 1 - KEPT)
        return (*past[dropped:], *current, made)

    def _require_room(self, colleague: Staff, deputy: Staff, made: StandIn) -> None:
        """Powers stay separate, and nobody does the work of too many at once."""
        others = self._others(deputy, made)
        posts = [post for staff in (deputy, colleague, *others) for post in posts_of(staff, {})]
        if not powers_are_separate(posts):
            raise RuleViolation("powers_not_separate")
        if len({other.staff_no for other in others} | {colleague.staff_no}) > COLLEAGUES_AT_ONCE:
            raise RuleViolation("too_many_posts")

    def _others(self, deputy: Staff, made: StandIn) -> list[Staff]:
        """The colleagues whose work they do on some of the same days."""
        file = self._store.file(deputy.staff_no, self._parts.today())
        known = self._store.several(file.colleagues).values() if file and file.colleagues else ()
        return [
            other
            for other in known
            if any(one.stand_in == deputy.staff_no and one.meets(made) for one in other.stand_ins)
        ]

    def _reached(self, staff_no: str, by: Caller) -> Staff:
        """Somebody for whom the caller may appoint. Raises NotFound."""
        staff = self._parts.at_work(staff_no)
        if not (by.acts_as(Role.ADMINISTRATOR) or self._manages(staff, by)):
            raise NotFound("staff_not_found")
        return staff

    def _manages(self, staff: Staff, by: Caller) -> bool:
        """Whether a hall manager reaches every post, and none has a power that is given to persons."""
        held = self._store.departments({one.department for one in staff.held}) if staff.held else {}
        posts = posts_of(staff, held)
        if not posts or any(post.roles & SEPARATE_POWERS for post in posts):
            return False
        places = [_places(post) for post in posts]
        return all(places) and _reaches(by, frozenset().union(*places))

    def _shown(self, colleague: Staff, one: StandIn) -> dict[str, Any]:
        return {
            "stand_in_id": one.stand_in_id,
            "staff_no": colleague.staff_no,
            "stand_in": one.stand_in,
            "from_on": str(one.from_on),
            "until_on": str(one.until_on),
            "reason": self._parts.sealer.open(colleague.salt, one.reason, REASON_SEAL),
            "revoked": one.revoked,
        }


def _places(post: Post) -> frozenset[tuple[str, str]]:
    """The divisions and departments that a post is for."""
    return frozenset(product(post.divisions, post.departments))


def _reaches(by: Caller, places: frozenset[tuple[str, str]]) -> bool:
    """Whether the caller manages all places: by own posts, else with those of one colleague, for whom they act then.

    Of several colleagues it is the one with the first number. Nothing is done for two: the act could not say so.
    """
    managed = [post for post in by.posts if Role.HALL_MANAGER in post.roles]
    for colleague in (None, *sorted({post.stands_in_for for post in managed if post.stands_in_for})):
        posts = [post for post in managed if post.stands_in_for in (None, colleague)]
        if all(any(post.reaches(*place) for post in posts) for place in places):
            by.on_behalf_of = f"staff:{colleague}" if colleague else None
            return True
    return False


def _require_another(wanted: Appointment, by: Caller) -> None:
    require_another(wanted.stand_in, by)
    if by.on_behalf_of == f"staff:{wanted.colleague}":
        raise Forbidden("not_on_oneself")


def _require_sound(wanted: Appointment, today: date) -> None:
    faults = []
    if wanted.stand_in == wanted.colleague:
        faults.append(Fault("/stand_in", "stand_in_is_the_same"))
    if wanted.until_on < max(wanted.from_on, today) or wanted.until_on - wanted.from_on > LONGEST:
        faults.append(Fault("/until_on", "stand_in_dates_wrong"))
    if faults:
        raise Invalid("body_invalid", faults=faults)

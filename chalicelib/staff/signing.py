"""签发授权: an administrator enters the letters of authorisation under which chief representatives sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.staff import acts
from chalicelib.staff.authority import (
    SigningAuthorities,
    SigningAuthority,
    SigningPower,
    least_last_day,
    within_posts,
)
from chalicelib.staff.parts import Parts, require_another, require_no_stand_in
from chalicelib.staff.records import Staff
from chalicelib.staff.rights import posts_of

KEPT = 20  # of one person; the chain has all


class Letter(NamedTuple):
    """What a letter of authorisation says: for which work, by which powers, and the first and the last day."""

    department: str
    divisions: tuple[str, ...]
    item_codes: tuple[str, ...]
    document_no: str
    powers: frozenset[SigningPower]
    from_on: date
    until_on: date


class SigningLetters:
    """Enters, shows and revokes signing authorities."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def give(self, staff_no: str, letter: Letter, by: Caller, once: Once | None) -> dict[str, Any]:
        """Enter a letter. Raises Forbidden for oneself and for whom one stands in, NotFound, RuleViolation, Invalid.

        Invalid is a term of less than a year or one that is over, and work for which they are no chief representative.
        """
        require_another(staff_no, by)

        def decide() -> Change:
            staff = self._parts.at_work(staff_no)
            require_no_stand_in(staff, by, self._parts.today())
            if faults := [*_term_faults(letter, self._parts.today()), *self._post_faults(staff, letter)]:
                raise Invalid("body_invalid", faults=faults)
            before = self._store.authorities(staff_no)
            given = before.given + 1
            made = SigningAuthority(f"{staff_no}-{given}", staff_no, **letter._asdict())
            after = before._replace(authorities=(*self._kept(before), made), given=given)
            act = acts.SIGNING_AUTHORITY_GIVEN, {**described(made), "authority_no": made.authority_no}
            return self._changed(staff, after, made, by, *act)

        return self._parts.committer.commit(decide, once)

    def listed(self, staff_no: str) -> dict[str, Any]:
        """What somebody may sign, lately, now and later. Raises NotFound."""
        self._parts.known(staff_no)
        return {"signing_authorities": [shown(one) for one in self._store.authorities(staff_no).authorities]}

    def revoke(self, staff_no: str, authority_no: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """End one today: nothing is signed under it any more. Raises Forbidden for oneself, NotFound, RuleViolation."""
        require_another(staff_no, by)

        def decide() -> Change:
            staff, before = self._parts.known(staff_no), self._store.authorities(staff_no)
            found = next((one for one in before.authorities if one.authority_no == authority_no), None)
            if found is None:
                raise NotFound("signing_authority_not_found")
            if found.over(self._parts.today()):
                raise RuleViolation("signing_authority_over")
            over = found._replace(revoked_on=self._parts.today())
            after = before._replace(authorities=tuple(over if one == found else one for one in before.authorities))
            said = {"authority_no": authority_no, "revoked_on": str(over.revoked_on)}
            return self._changed(staff, after, over, by, acts.SIGNING_AUTHORITY_REVOKED, said)

        return self._parts.committer.commit(decide, once)

    def _changed(
        self, staff: Staff, after: SigningAuthorities, one: SigningAuthority, by: Caller, type_: Any, said: Any
    ) -> Change:
        change = self._parts.changed(staff, staff, type_, by, said)
        return change._replace(writes=(*change.writes, self._store.save_authorities(after)), answer=shown(one))

    def _kept(self, before: SigningAuthorities) -> tuple[SigningAuthority, ...]:
        """Those that stay beside a new one; what is over makes room."""
        today = self._parts.today()
        current = [one for one in before.authorities if not one.over(today)]
        if len(current) >= KEPT:
            raise RuleViolation("too_many_authorities", most=KEPT)
        past = [one for one in before.authorities if one.over(today)]
        return (*past[max(0, len(before.authorities) + 1 - KEPT) :], *current)

    def _post_faults(self, staff: Staff, letter: Letter) -> Iterator[Fault]:
        posts = posts_of(staff, self._store.departments((letter.department,)))
        for at, area in enumerate(letter.divisions):
            if not within_posts(posts, letter.department, area):
                yield Fault(f"/divisions/{at}", "not_chief_representative_there")


def described(one: SigningAuthority) -> dict[str, Any]:
    """What the letter says."""
    return {
        "department": one.department,
        "divisions": list(one.divisions),
        "item_codes": list(one.item_codes),
        "document_no": one.document_no,
        "powers": sorted(map(str, one.powers)),
        "from_on": str(one.from_on),
        "until_on": str(one.until_on),
    }


def shown(one: SigningAuthority) -> dict[str, Any]:
    """A signing authority in full."""
    revoked_on = str(one.revoked_on) if one.revoked_on else None
    whose = {"authority_no": one.authority_no, "staff_no": one.staff_no}
    return {**whose, **described(one), "revoked_on": revoked_on}


def _term_faults(letter: Letter, today: date) -> Iterator[Fault]:
    if letter.until_on < least_last_day(letter.from_on):
        yield Fault("/until_on", "authority_too_short")
    elif letter.until_on < today:
        yield Fault("/until_on", "authority_already_over")

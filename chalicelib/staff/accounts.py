"""Accounts of staff, kept by an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Forbidden, Invalid, RuleViolation, Stale
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.sealing import new_salt
from chalicelib.staff import acts
from chalicelib.staff.parts import Parts, scope
from chalicelib.staff.passwords import hash_password, password_faults
from chalicelib.staff.ports import Writes
from chalicelib.staff.records import NAME_SEAL, Administrators, Credentials, Held, Staff, StaffState
from chalicelib.staff.rights import SEPARATE_POWERS, too_many_posts


class Scope(NamedTuple):
    """What somebody may do: directly, for departments and divisions (`*` is all), and by posts of departments."""

    roles: frozenset[Role]
    departments: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()


class NewStaff(NamedTuple):
    """What an administrator says of somebody who starts. The password is temporary."""

    staff_no: str
    name: str
    password: str
    scope: Scope


class StaffAccounts:
    """Opens, shows, changes and closes accounts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def register(self, new: NewStaff, by: Caller, once: Once | None) -> dict[str, Any]:
        """Open an account. Raises Invalid for powers that must be separate, RuleViolation for a number in use."""
        self._require_sound(new)
        hashed = hash_password(new.password)
        return self._parts.committer.commit(lambda: self._registered(new, hashed, by, self._counted), once)

    def register_first_administrator(self, new: NewStaff, by: Caller) -> dict[str, Any]:
        """Open the account that opens all others: once in a city's life, else `administrator_exists`."""
        self._require_sound(new)
        hashed = hash_password(new.password)

        def claimed(_before: Staff | None, after: Staff) -> Writes:
            return (self._store.claim_first_administrator(after.staff_no),)

        return self._parts.committer.commit(lambda: self._registered(new, hashed, by, claimed), None)

    def shown(self, staff_no: str) -> dict[str, Any]:
        """An account as an administrator sees it. Raises NotFound."""
        return self._parts.shown(self._parts.known(staff_no))

    def listed(self, department: str | None, state: str | None, limit: int, cursor: str | None) -> dict[str, Any]:
        """All staff in order of state and number, or who works for a department."""
        page = self._store.listed(department, state, limit, decode_cursor(cursor))
        found = self._store.several(page.entries) if page.entries else {}
        shown = [self._parts.shown(found[number]) for number in page.entries if number in found]
        return {"staff": shown, "next_cursor": encode_cursor(page.next)}

    def change(self, staff_no: str, wanted: Scope, if_match: int, by: Caller) -> dict[str, Any]:
        """Give somebody other posts; their tokens are refused with the next request, a refresh brings the new ones.

        Raises Forbidden for one's own account, Stale, Invalid, NotFound.
        """

        def decide() -> Change:
            before = self._parts.at_work(staff_no)
            if before.version != if_match:
                raise Stale("version_stale")
            after = _with(before, wanted)
            require_sound_scope(after)
            self._require_known_posts(wanted)
            self._require_powers_apart(after)
            changes = _differences(before, after)
            change = self._parts.changed(before, after, acts.STAFF_CHANGED, by, changes)
            return change._replace(writes=(*change.writes, *self._consequences(before, after)))

        _require_another(staff_no, by)
        return self._parts.committer.commit(decide, None)

    def depart(self, staff_no: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """离职: the next request with any of their tokens is refused, and who stands in for them no longer does.

        Raises RuleViolation `last_administrator`, NotFound. The number is never given again.
        """

        def decide() -> Change:
            before = self._parts.at_work(staff_no)
            after = before._replace(state=StaffState.LEFT)
            writes = self._consequences(before, after)
            change = self._parts.changed(before, after, acts.STAFF_DEPARTED, by, {"state": str(after.state)})
            return change._replace(writes=(*change.writes, *writes))

        return self._parts.committer.commit(decide, once)

    def _registered(self, new: NewStaff, hashed: str, by: Caller, count: Any) -> Change:
        if self._store.staff(new.staff_no):
            raise RuleViolation("staff_no_in_use")
        staff = self._new(new)
        self._require_known_posts(new.scope)
        now = self._parts.clock.now()
        credentials = Credentials(new.staff_no, hashed, set_at=now, temporary=True, sessions_from=now)
        changes = {"name": staff.name, **scope(staff)}
        change = self._parts.changed(None, staff, acts.STAFF_REGISTERED, by, changes)
        writes = (*change.writes, self._store.save_credentials(credentials), *count(None, staff))
        return change._replace(writes=writes)

    def _new(self, new: NewStaff) -> Staff:
        salt = new_salt()
        return Staff(
            staff_no=new.staff_no,
            salt=salt,
            name=self._parts.sealer.seal(salt, new.name, NAME_SEAL),
            roles=new.scope.roles,
            departments=new.scope.departments,
            divisions=new.scope.divisions,
            state=StaffState.ACTIVE,
            chain=Chain(f"staff#{new.staff_no}"),
            held=new.scope.held,
        )

    def _require_sound(self, new: NewStaff) -> None:
        faults = [*password_faults("/password", new.password, new.staff_no, self._parts.policy())]
        require_sound_scope(self._new(new), faults)

    def _require_known_posts(self, wanted: Scope) -> None:
        """Raise Invalid for posts that no department has."""
        found = self._store.departments({held.department for held in wanted.held}) if wanted.held else {}
        unknown = [
            Fault(f"/posts/{at}", "post_unknown")
            for at, held in enumerate(wanted.held)
            if held.department not in found or not found[held.department].roles_of(held.post_code)
        ]
        if unknown:
            raise Invalid("body_invalid", faults=unknown)

    def _require_powers_apart(self, after: Staff) -> None:
        """Raise Invalid if whose work they do, or who does theirs, has a power that must be apart from theirs."""
        if not after.roles & SEPARATE_POWERS:
            return
        today = self._parts.today()
        file = self._store.file(after.staff_no, today)
        deputies = {one.stand_in for one in after.stand_ins if not one.over(today)}
        others = self._store.several({*deputies, *(file.colleagues if file else ())})
        if any(len((after.roles | other.roles) & SEPARATE_POWERS) > 1 for other in others.values()):
            raise Invalid("body_invalid", faults=[Fault("/roles", "powers_not_separate")])

    def _consequences(self, before: Staff, after: Staff) -> Writes:
        """What follows for tokens, of theirs and of who stands in for them, and for the number of administrators."""
        today = self._parts.today()
        standing_in = {one.stand_in for one in before.stand_ins if one.on(today)}
        endings = tuple(map(self._parts.ending, sorted({before.staff_no, *standing_in})))
        return (*endings, *self._counted(before, after))

    def _counted(self, before: Staff | None, after: Staff) -> Writes:
        """Keep the list of administrators; it is never empty. Raises RuleViolation `last_administrator`."""
        was = before is not None and before.active and Role.ADMINISTRATOR in before.roles
        is_one = after.active and Role.ADMINISTRATOR in after.roles
        if was == is_one:
            return ()
        known = self._store.administrators() or Administrators(frozenset())
        left = known.staff_nos | {after.staff_no} if is_one else known.staff_nos - {after.staff_no}
        if not left:
            raise RuleViolation("last_administrator")
        return (self._store.save_administrators(known._replace(staff_nos=left)),)


def require_sound_scope(staff: Staff, faults: list[Fault] | None = None) -> None:
    """Raise Invalid with everything that is wrong with the posts, besides `faults`."""
    found = [*(faults or ()), *_scope_faults(staff)]
    if found:
        raise Invalid("body_invalid", faults=found)


def _scope_faults(staff: Staff) -> Iterator[Fault]:
    if not staff.roles and not staff.held:
        yield Fault("/roles", "required")
    if len(staff.roles & SEPARATE_POWERS) > 1:
        yield Fault("/roles", "powers_not_separate")
    if too_many_posts(staff):
        yield Fault("/posts", "too_many_posts")


def _require_another(staff_no: str, by: Caller) -> None:
    if by.kind == "staff" and by.id == staff_no:
        raise Forbidden("not_on_oneself")


def _with(staff: Staff, wanted: Scope) -> Staff:
    return staff._replace(
        roles=wanted.roles, departments=wanted.departments, divisions=wanted.divisions, held=wanted.held
    )


def _differences(before: Staff, after: Staff) -> dict[str, object]:
    was = scope(before)
    return {name: value for name, value in scope(after).items() if was[name] != value}

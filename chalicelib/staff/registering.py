"""Accounts of staff are opened by an administrator, the first one by the city itself."""

from __future__ import annotations

from itertools import chain
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.sealing import new_salt
from chalicelib.staff.acts import STAFF_REGISTERED
from chalicelib.staff.administrators import counted
from chalicelib.staff.parts import Parts, require_own_power, scope
from chalicelib.staff.passwords import hash_password, password_faults
from chalicelib.staff.ports import Writes
from chalicelib.staff.records import NAME_SEAL, Credentials, Staff, StaffState
from chalicelib.staff.scopes import Scope, given, require_sound, scope_faults, unknown_posts


class NewStaff(NamedTuple):
    """What an administrator says of somebody who starts. The password is temporary."""

    staff_no: str
    name: str
    password: str
    scope: Scope


class Registering:
    """Opens accounts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def register(self, new: NewStaff, by: Caller, once: Once | None) -> dict[str, Any]:
        """Open an account.

        Raises Invalid for powers that must be separate, Forbidden for those that a stand-in cannot give, RuleViolation
        for a number in use.
        """
        require_own_power(new.scope.roles, by)
        staff, credentials = self._prepared(new)

        def decide() -> Change:
            require_sound(unknown_posts(self._store, staff))
            return self._registered(staff, credentials, by, counted(self._store, None, staff))

        return self._parts.committer.commit(decide, once)

    def register_first_administrator(self, new: NewStaff, by: Caller) -> dict[str, Any]:
        """Open the account that opens all others: once in a city's life, else `administrator_exists`."""
        staff, credentials = self._prepared(new)
        claimed = (self._store.claim_first_administrator(new.staff_no),)
        return self._parts.committer.commit(lambda: self._registered(staff, credentials, by, claimed), None)

    def _prepared(self, new: NewStaff) -> tuple[Staff, Credentials]:
        """Account and credentials as they will be, if nothing is wrong with them by themselves."""
        staff = given(self._nobody(new), new.scope)
        faults = password_faults("/password", new.password, new.staff_no, self._parts.policy())
        require_sound(chain(faults, scope_faults(staff)))
        now = self._parts.clock.now()
        return staff, Credentials(new.staff_no, hash_password(new.password), now, temporary=True, sessions_from=now)

    def _nobody(self, new: NewStaff) -> Staff:
        """Somebody with a number and a name, who may do nothing."""
        salt, nothing = new_salt(), Scope(frozenset())
        return Staff(
            staff_no=new.staff_no,
            salt=salt,
            name=self._parts.sealer.seal(salt, new.name, NAME_SEAL),
            roles=nothing.roles,
            departments=nothing.departments,
            divisions=nothing.divisions,
            state=StaffState.ACTIVE,
            chain=Chain(f"staff#{new.staff_no}"),
        )

    def _registered(self, staff: Staff, credentials: Credentials, by: Caller, more: Writes) -> Change:
        if self._store.staff(staff.staff_no):
            raise RuleViolation("staff_no_in_use")
        said = {"name": staff.name, **scope(staff)}
        change = self._parts.changed(None, staff, STAFF_REGISTERED, by, said)
        return change._replace(writes=(*change.writes, self._store.save_credentials(credentials), *more))

"""Accounts of staff, kept by an administrator."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import Chain, Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.shared.sealing import Sealer, new_salt
from chalicelib.staff.acts import STAFF_REGISTERED
from chalicelib.staff.passwords import hash_password
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import NAME_SEAL, Staff, StaffState

SEPARATE_POWERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})


class NewStaff(NamedTuple):
    """What an administrator says of somebody who starts. `*` among the divisions or departments means all."""

    staff_no: str
    name: str
    password: str
    roles: frozenset[Role]
    departments: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()


class StaffAccounts:
    """Registers staff and shows them."""

    def __init__(self, store: StaffStore, committer: Committer, recorder: Recorder, sealer: Sealer) -> None:
        self._store = store
        self._committer = committer
        self._recorder = recorder
        self._sealer = sealer

    def register(self, new: NewStaff, by: Caller, once: Once | None) -> dict[str, Any]:
        """Open an account. Raises Invalid for powers that must be separate, RuleViolation for a number in use."""
        require_separate_powers(new.roles)
        hashed = hash_password(new.password)
        return self._committer.commit(lambda: self._registered(new, hashed, by), once)

    def register_first_administrator(self, new: NewStaff, by: Caller) -> dict[str, Any]:
        """Open the account that opens all others: once in a city's life, else `administrator_exists`."""
        hashed = hash_password(new.password)

        def decide() -> Change:
            change = self._registered(new, hashed, by)
            return change._replace(writes=(self._store.claim_first_administrator(new.staff_no), *change.writes))

        return self._committer.commit(decide, None)

    def shown(self, staff_no: str) -> dict[str, Any]:
        """An account as an administrator sees it."""
        staff = self._store.staff(staff_no)
        if staff is None:
            raise NotFound("staff_not_found")
        return self._body(staff)

    def me(self, caller: Caller) -> dict[str, Any]:
        """The caller about themselves."""
        shown = self.shown(caller.id)
        del shown["state"]
        return {"kind": "staff", **shown, "duties": list(caller.duties)}

    def _registered(self, new: NewStaff, hashed: str, by: Caller) -> Change:
        if self._store.staff(new.staff_no):
            raise RuleViolation("staff_no_in_use")
        staff = self._new(new, hashed)
        changes: dict[str, object] = {
            "name": staff.name,
            "roles": sorted(staff.roles),
            "departments": list(staff.departments),
            "divisions": list(staff.divisions),
        }
        act = self._recorder.next(staff.chain, STAFF_REGISTERED, by, changes)
        write = self._store.save_staff(staff._replace(chain=act.chain))
        return Change((write,), (act,), self._body(staff))

    def _new(self, new: NewStaff, hashed: str) -> Staff:
        salt = new_salt()
        return Staff(
            staff_no=new.staff_no,
            salt=salt,
            name=self._sealer.seal(salt, new.name, NAME_SEAL),
            password=hashed,
            roles=new.roles,
            departments=new.departments,
            divisions=new.divisions,
            state=StaffState.ACTIVE,
            chain=Chain(f"staff#{new.staff_no}"),
        )

    def _body(self, staff: Staff) -> dict[str, Any]:
        return {
            "staff_no": staff.staff_no,
            "name": self._sealer.open(staff.salt, staff.name, NAME_SEAL),
            "roles": sorted(staff.roles),
            "departments": list(staff.departments),
            "divisions": list(staff.divisions),
            "state": str(staff.state),
        }


def require_separate_powers(roles: AbstractSet[Role]) -> None:
    """三权分立: administrator, security administrator and auditor are three different people."""
    if len(roles & SEPARATE_POWERS) > 1:
        raise Invalid("body_invalid", faults=[Fault("/roles", "powers_not_separate")])

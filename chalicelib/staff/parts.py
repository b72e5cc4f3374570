"""What the use cases of this domain are made of, and how an account is changed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import ActType, Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import Forbidden, NotFound
from chalicelib.shared.sealing import Sealer
from chalicelib.staff.passwords import Policy
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import NAME_SEAL, Credentials, Staff
from chalicelib.staff.rights import SEPARATE_POWERS


class Parts(NamedTuple):
    """The use cases' neighbours. `clock` is wall time, for passwords and tokens; `today` is law time, for dates."""

    store: StaffStore
    committer: Committer
    recorder: Recorder
    sealer: Sealer
    clock: Clock
    today: Callable[[], date]
    policy: Callable[[], Policy]

    def known(self, staff_no: str) -> Staff:
        """The account. Raises NotFound."""
        staff = self.store.staff(staff_no)
        if staff is None:
            raise NotFound("staff_not_found")
        return staff

    def at_work(self, staff_no: str) -> Staff:
        """The account of somebody who has not left. Raises NotFound."""
        staff = self.known(staff_no)
        if not staff.active:
            raise NotFound("staff_not_found")
        return staff

    def known_credentials(self, staff_no: str) -> Credentials:
        """Their credentials. Raises NotFound."""
        credentials = self.store.credentials(staff_no)
        if credentials is None:
            raise NotFound("staff_not_found")
        return credentials

    def changed(
        self, before: Staff | None, after: Staff, type_: ActType, by: Caller, changes: dict[str, object]
    ) -> Change:
        """The change of an account, with its act."""
        act = self.recorder.next(after.chain, type_, by, changes)
        saved = after._replace(chain=act.chain)
        answer = {**self.shown(saved), "version": (saved.version or 0) + 1}
        return Change(self.store.save_staff(saved, before), (act,), answer)

    def ending(self, staff_no: str, spared: str = "") -> Any:
        """The write by which their tokens are refused from now on, but for those of one session that is `spared`."""
        return ending(f"staff:{staff_no}", self.clock.now(), f"session:{spared}" if spared else "")

    def shown(self, staff: Staff) -> dict[str, Any]:
        """An account as an administrator sees it."""
        return {
            "staff_no": staff.staff_no,
            "name": self.sealer.open(staff.salt, staff.name, NAME_SEAL),
            **scope(staff),
            "state": str(staff.state),
            "version": staff.version or 0,
        }


def require_another(staff_no: str, by: Caller) -> None:
    """Raise Forbidden where somebody acts on their own account, or for the very colleague whose account it is."""
    if staff_no == by.id or by.on_behalf_of == f"staff:{staff_no}":
        raise Forbidden("not_on_oneself")


def require_no_stand_in(staff: Staff, by: Caller, today: date) -> None:
    """Raise Forbidden where somebody would give to a colleague what they have by standing in, now or later."""
    if any(one.stand_in == by.id and not one.over(today) for one in staff.stand_ins):
        raise Forbidden("not_on_oneself")


def require_own_power(given: AbstractSet[Role], by: Caller) -> None:
    """Raise Forbidden where a stand-in hands on a power that is given to persons: it would outlive their days."""
    if by.on_behalf_of and given & SEPARATE_POWERS:
        raise Forbidden("not_by_stand_in")


def scope(staff: Staff) -> dict[str, Any]:
    """What an account may do, and for whom."""
    return {
        "roles": sorted(staff.roles),
        "departments": list(staff.departments),
        "divisions": list(staff.divisions),
        "posts": [{**post._asdict(), "divisions": list(post.divisions)} for post in staff.held],
    }

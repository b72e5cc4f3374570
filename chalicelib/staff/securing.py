"""What others do about somebody's credentials: an administrator for passwords and locks, a security administrator for
second factors. Neither alone can log in as somebody who has a second factor.
"""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.staff import acts
from chalicelib.staff.parts import Parts, require_another
from chalicelib.staff.passwords import hash_password, password_faults, remembered
from chalicelib.staff.ports import OWN_ATTEMPTS, Guesses
from chalicelib.staff.records import Credentials
from chalicelib.staff.service import LOG_IN_ATTEMPTS


class Securing:
    """Resets credentials and unlocks accounts."""

    def __init__(self, parts: Parts, guesses: Guesses) -> None:
        self._parts = parts
        self._guesses = guesses

    def reset_password(self, staff_no: str, password: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Give somebody a temporary password; their sessions end. Raises Invalid, Forbidden, NotFound."""
        require_another(staff_no, by)
        policy = self._parts.policy()
        if faults := [*password_faults("/password", password, staff_no, policy)]:
            raise Invalid("body_invalid", faults=faults)
        hashed = hash_password(password)

        def decide() -> Change:
            known = self._parts.known_credentials(staff_no)
            now = self._parts.clock.now()
            former = remembered(known, policy.history)
            after = known._replace(password=hashed, set_at=now, temporary=True, former=former)
            return self._reset(after, acts.PASSWORD_RESET, by, {"temporary": True})

        return self._parts.committer.commit(decide, once)

    def reset_second_factor(self, staff_no: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Take somebody's second factor away, as when a telephone is lost; their sessions end."""
        require_another(staff_no, by)

        def decide() -> Change:
            after = self._parts.known_credentials(staff_no)._replace(seed=None, pending=None)
            return self._reset(after, acts.SECOND_FACTOR_RESET, by, {"second_factor": False})

        return self._parts.committer.commit(decide, once)

    def restore_administrator(self, staff_no: str, password: str, by: Caller) -> dict[str, Any]:
        """A temporary password and no second factor, for an administrator whom nobody else can help.

        What was done of it is done once more where it broke off. Raises Invalid, NotFound for who is no administrator.
        """
        if Role.ADMINISTRATOR not in self._parts.at_work(staff_no).roles:
            raise NotFound("staff_not_found")
        self.reset_password(staff_no, password, by, None)
        return self.reset_second_factor(staff_no, by, None)

    def unlock(self, staff_no: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Let somebody try again who has failed too often with a password. Raises Forbidden for oneself, NotFound."""
        require_another(staff_no, by)

        def decide() -> Change:
            staff = self._parts.at_work(staff_no)
            change = self._parts.changed(staff, staff, acts.STAFF_UNLOCKED, by, {"locked": False})
            forgotten = (self._guesses.forget(purpose, staff_no) for purpose in (LOG_IN_ATTEMPTS, OWN_ATTEMPTS))
            return change._replace(writes=(*change.writes, *forgotten))

        return self._parts.committer.commit(decide, once)

    def _reset(self, after: Credentials, type_: Any, by: Caller, changes: dict[str, object]) -> Change:
        staff = self._parts.at_work(after.staff_no)
        ended = after._replace(sessions_from=self._parts.clock.now(), spared="")
        change = self._parts.changed(staff, staff, type_, by, changes)
        forgotten = self._guesses.forget(OWN_ATTEMPTS, after.staff_no)
        writes = (self._parts.store.save_credentials(ended), self._parts.ending(after.staff_no), forgotten)
        return change._replace(writes=(*change.writes, *writes))

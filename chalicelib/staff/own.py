"""What staff do about their own account: see it, change the password, enrol a second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation
from chalicelib.staff import acts, second_factor
from chalicelib.staff.members import Members
from chalicelib.staff.parts import Parts
from chalicelib.staff.passwords import hash_password, password_faults, password_fits, remembered, used_before
from chalicelib.staff.ports import OWN_ATTEMPTS, Guesses
from chalicelib.staff.records import NAME_SEAL, SEED_SEAL, Credentials, File

TRIES, WITHIN = 5, timedelta(minutes=30)


class OwnAccount:
    """The caller's own credentials. They refresh their tokens afterwards, which then carry posts."""

    def __init__(self, parts: Parts, members: Members, guesses: Guesses) -> None:
        self._parts = parts
        self._members = members
        self._guesses = guesses

    def me(self, caller: Caller) -> dict[str, Any]:
        """The caller about themselves: what their token lets them do."""
        staff = self._parts.known(caller.id)
        return {
            "kind": "staff",
            "staff_no": staff.staff_no,
            "name": self._parts.sealer.open(staff.salt, staff.name, NAME_SEAL),
            "roles": sorted(caller.roles),
            "departments": sorted({code for post in caller.posts for code in post.departments}),
            "divisions": sorted({code for post in caller.posts for code in post.divisions}),
            "duties": list(caller.duties),
        }

    def change_password(self, old: str, new: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Replace the password; one's other sessions end at once.

        Raises Invalid with everything that is wrong with either password, Throttled after five wrong ones.
        """
        known = self._proved("/old", old, by)
        policy = self._parts.policy()
        if faults := self._password_faults(known, new):
            raise Invalid("body_invalid", faults=faults)
        hashed, former = hash_password(new), remembered(known, policy.history)

        def decide() -> Change:
            current = self._unchanged(known)
            now = self._parts.clock.now()
            after = current._replace(password=hashed, set_at=now, temporary=False, former=former)
            return self._done(after, acts.PASSWORD_CHANGED, by, {"temporary": False})

        return self._parts.committer.commit(decide, once)

    def begin_second_factor(self, password: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """A new seed, to be confirmed by a code of it: a token alone enrols nothing.

        Raises Invalid for a wrong password, Throttled after five, RuleViolation if there is a second factor.
        """
        known = self._proved("/password", password, by)
        seed = second_factor.new_seed()

        def decide() -> Change:
            current = _not_enrolled(self._unchanged(known))
            sealed = self._parts.sealer.seal(self._parts.at_work(by.id).salt, seed, SEED_SEAL)
            write = self._parts.store.save_credentials(current._replace(pending=sealed))
            answer = {"seed": seed, "otpauth_uri": second_factor.uri(seed, by.id)}
            return Change((write,), answer=answer)

        return self._parts.committer.commit(decide, once)

    def confirm_second_factor(self, code: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """Put the seed in force; one's other sessions, opened without it, end at once.

        Raises Invalid for a wrong code, RuleViolation where nothing was begun.
        """

        def decide() -> Change:
            known = _not_enrolled(self._parts.known_credentials(by.id))
            if known.pending is None:
                raise RuleViolation("second_factor_not_begun")
            seed = self._parts.sealer.open(self._parts.at_work(by.id).salt, known.pending, SEED_SEAL)
            step = second_factor.step_of(seed, code, self._parts.clock.now(), after=0)
            if step is None:
                raise Invalid("body_invalid", faults=[Fault("/totp_code", "totp_code_wrong")])
            after = known._replace(seed=known.pending, pending=None, last_step=step)
            return self._done(after, acts.SECOND_FACTOR_ENROLLED, by, {"second_factor": True})

        return self._parts.committer.commit(decide, once)

    def _proved(self, pointer: str, password: str, by: Caller) -> Credentials:
        """The credentials of a caller who gave their password. Raises Invalid, Throttled after five wrong ones."""
        self._guesses.reserve(OWN_ATTEMPTS, by.id, TRIES, WITHIN)
        known = self._parts.known_credentials(by.id)
        if not password_fits(password, known.password):
            raise Invalid("body_invalid", faults=[Fault(pointer, "password_wrong")])
        forgotten = Change((self._guesses.forget(OWN_ATTEMPTS, by.id),))
        self._parts.committer.commit(lambda: forgotten, None)  # whatever is wrong besides, it was no wrong guess
        return known

    def _unchanged(self, known: Credentials) -> Credentials:
        """The credentials as they stand, if the password is still the one that was proved."""
        current = self._parts.known_credentials(known.staff_no)
        if current.password != known.password:
            raise RuleViolation("changed_meanwhile")
        return current

    def _password_faults(self, known: Credentials, new: str) -> list[Fault]:
        policy = self._parts.policy()
        faults = [*password_faults("/new", new, known.staff_no, policy)]
        if used_before(new, known, policy.history):
            faults.append(Fault("/new", "password_used_before", {"history": max(1, policy.history)}))
        return faults

    def _done(self, after: Credentials, type_: Any, by: Caller, changes: dict[str, object]) -> Change:
        """The change, which ends every session but this one, answered with the duties that remain."""
        file = self._parts.store.file(by.id, self._parts.today())
        staff = file.staff if file else self._parts.known(by.id)
        change = self._parts.changed(staff, staff, type_, by, changes)
        kept = after._replace(sessions_from=self._parts.clock.now(), spared=by.session_id)
        duties = self._members.of(File(staff, kept, file.colleagues if file else ())).duties
        writes = (self._parts.store.save_credentials(kept), self._parts.ending(by.id, by.session_id))
        answer = {"duties": list(duties), "refresh_required": True}
        return change._replace(writes=(*change.writes, *writes), answer=answer)


def _not_enrolled(known: Credentials) -> Credentials:
    if known.seed:
        raise RuleViolation("second_factor_enrolled")
    return known

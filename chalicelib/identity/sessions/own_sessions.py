"""One's own sessions: where one is logged in, and ending any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chalicelib.identity import rules
from chalicelib.identity.persons.records import DEVICE_SEAL, Account, staff_salt
from chalicelib.identity.rules import Family
from chalicelib.identity.sessions.prolonging import Sessions
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import Sealer

if TYPE_CHECKING:
    from chalicelib.identity.ports import SessionStore


class OwnSessions:
    """The sessions of all of a person's accounts, or of staff."""

    def __init__(
        self, store: SessionStore, committer: Committer, sessions: Sessions, sealer: Sealer, clock: Clock
    ) -> None:
        self._store = store
        self._committer = committer
        self._sessions = sessions
        self._sealer = sealer
        self._clock = clock

    def shown(self, caller: Caller) -> dict[str, Any]:
        """Every session that could still be refreshed, the one used last first."""
        now = self._clock.now()
        found = [(family, salt) for family, salt in self._found(caller) if now < family.expires_at]
        found.sort(key=lambda entry: entry[0].used_at, reverse=True)
        return {"sessions": [self._entry(family, salt, caller) for family, salt in found]}

    def end(self, caller: Caller, session_id: str) -> None:
        """End one of them. Raises NotFound for another's, as for what never was."""
        self._committer.commit(lambda: self._ended(caller, session_id), None)

    def _ended(self, caller: Caller, session_id: str) -> Change:
        family = self._store.family(session_id) if rules.is_session_id(session_id) else None
        if family is None or not self._own(caller, family):
            raise NotFound("session_not_found")
        return self._sessions.ended(family)

    def _own(self, caller: Caller, family: Family) -> bool:
        if family.kind != caller.kind or caller.kind == "staff":
            return family.kind == caller.kind and family.holder == caller.id
        if family.holder == caller.account_id:
            return True
        account = self._store.account(family.holder)
        return account is not None and account.person_id == caller.id

    def _found(self, caller: Caller) -> Iterator[tuple[Family, str]]:
        if caller.kind == "staff":
            for family in self._store.families_of("staff", caller.id):
                yield family, staff_salt(caller.id)
            return
        for account in self._accounts(caller):
            for family in self._store.families_of("citizen", account.account_id):
                if rfc3339(family.opened_at) >= account.sessions_from:
                    yield family, account.salt

    def _accounts(self, caller: Caller) -> Iterator[Account]:
        """The person's, and the caller's own though its token may be older than the person it belongs to."""
        person = self._store.person(caller.id)
        account_ids = dict.fromkeys((caller.account_id, *(person.accounts if person else ())))
        yield from filter(None, map(self._store.account, account_ids))

    def _entry(self, family: Family, salt: str, caller: Caller) -> dict[str, Any]:
        return {
            "session_id": family.session_id,
            "device": self._sealer.open(salt, family.device, DEVICE_SEAL) if family.device else None,
            "channel": family.channel,
            "opened_at": rfc3339(family.opened_at),
            "used_at": rfc3339(family.used_at),
            "expires_at": rfc3339(family.expires_at),
            "current": family.session_id == caller.session_id,
        }

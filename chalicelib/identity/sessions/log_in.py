"""Logging in. Each log-in opens a session of its own, whatever the client brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.identity.persons.records import (
    DEVICE_SEAL,
    OPENID_SEAL,
    SESSION_KEY_SEAL,
    Account,
    staff_salt,
    unknown_person,
)
from chalicelib.identity.rules import Level
from chalicelib.identity.sessions.credentials import Credentials
from chalicelib.identity.sessions.entitlements import Entitlement, Entitlements
from chalicelib.identity.sessions.issuing import Issuer
from chalicelib.identity.sessions.log_in_guard import LogInGuard
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger
from chalicelib.shared.sealing import CitySecret, Sealer, new_salt

if TYPE_CHECKING:
    from chalicelib.identity.ports import SessionStore, StaffDirectory, WeChatIdentity, WeChatPort
    from chalicelib.staff.service import Member


class Opening(NamedTuple):
    """What opens and keeps sessions."""

    store: SessionStore
    committer: Committer
    entitlements: Entitlements
    issuer: Issuer
    sealer: Sealer


class CitizenLogIn:
    """小程序登录."""

    def __init__(self, opening: Opening, wechat: WeChatPort, secret: CitySecret, clock: Clock) -> None:
        self._opening = opening
        self._wechat = wechat
        self._secret = secret
        self._clock = clock

    def open(self, code: str, device: str | None = None) -> dict[str, Any]:
        """Exchange the code of `wx.login` for a session; a WeChat user never seen before gets an account."""
        identity = self._wechat.exchange(code)
        account_id = self._secret.keyed_hash("wechat openid", identity.openid)
        pair = self._opening.committer.commit(lambda: self._opened(account_id, identity, device), None)
        logger.info("session opened", extra={"kind": "citizen", "holder": account_id})
        return pair

    def _opened(self, account_id: str, identity: WeChatIdentity, device: str | None) -> Change:
        store = self._opening.store
        known = store.account(account_id)
        person = unknown_person(new_id(), new_salt(), account_id)
        account = known or self._new(account_id, person.person_id)
        sealed = self._opening.sealer.seal(account.salt, device, DEVICE_SEAL) if device else None
        entitled = self._opening.entitlements.of_account(account)
        family, pair = self._opening.issuer.opened(entitled, account_id, sealed)
        writes = (store.save_account(self._with_keys(account, identity)), store.save_family(family))
        return Change(writes if known else (*writes, store.save_person(person)), answer=pair)

    def _new(self, account_id: str, person_id: str) -> Account:
        """No session that an account of this user had before may come to life again."""
        now = rfc3339(self._clock.now())
        return Account(account_id, person_id, Level.OPENID, new_salt(), joined_at=now, sessions_from=now)

    def _with_keys(self, account: Account, identity: WeChatIdentity) -> Account:
        seal = self._opening.sealer.seal
        return account._replace(
            openid=seal(account.salt, identity.openid, OPENID_SEAL),
            session_key=seal(account.salt, identity.session_key, SESSION_KEY_SEAL),
        )


class StaffLogIn:
    """工作人员登录."""

    def __init__(self, opening: Opening, staff: StaffDirectory, guard: LogInGuard) -> None:
        self._opening = opening
        self._staff = staff
        self._guard = guard

    def open(self, given: Credentials, address: str = "", device: str | None = None) -> dict[str, Any]:
        """Open a session, or refuse: after the same time and in the same words whatever was wrong.

        Raises Unauthenticated `credentials_wrong`, Throttled `too_many_attempts`. `address` is where it comes from.
        """
        counted = self._guard.admit(given.staff_no, address)
        member = self._staff.checked(*given)
        if member is None:
            logger.info("log-in refused", extra={"kind": "staff", "reason": "credentials_wrong"})
            raise Unauthenticated("credentials_wrong")
        entitled = self._opening.entitlements.of_member(member)
        pair = self._opening.committer.commit(lambda: self._opened(entitled, member, device), None)
        self._guard.give_back(counted)
        logger.info("session opened", extra={"kind": "staff", "holder": member.staff_no})
        return pair

    def _opened(self, entitled: Entitlement, member: Member, device: str | None) -> Change:
        staff_no = member.staff_no
        sealed = self._opening.sealer.seal(staff_salt(staff_no), device, DEVICE_SEAL) if device else None
        family, pair = self._opening.issuer.opened(entitled, staff_no, sealed, member.looked_at)
        return Change((self._opening.store.save_family(family), self._guard.passed(staff_no)), answer=pair)

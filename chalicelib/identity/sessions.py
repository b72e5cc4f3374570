"""Logging in, refreshing, logging out."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.identity import rules, tokens
from chalicelib.identity.keys import TokenSigner
from chalicelib.identity.ports import IdentityStore, StaffDirectory, WeChatIdentity, WeChatPort
from chalicelib.identity.records import OPENID_SEAL, SESSION_KEY_SEAL, Account, unknown_person
from chalicelib.identity.rules import Family, Level, Presented
from chalicelib.identity.tokens import Bearer
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import Clock
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger
from chalicelib.shared.sealing import CitySecret, Sealer, new_salt, sha256

if TYPE_CHECKING:
    from chalicelib.staff.service import Member

HANDLE_BYTES = 16
SECRET_BYTES = 32
SESSION_ID_LENGTH = 32


class RefreshToken(NamedTuple):
    """`<handle>.<secret>`: the handle names the family, the secret the generation."""

    text: str

    @classmethod
    def fresh(cls, handle: str | None = None) -> RefreshToken:
        """A new token, of the family that `handle` names or of a new one."""
        return cls(f"{handle or secrets.token_urlsafe(HANDLE_BYTES)}.{secrets.token_urlsafe(SECRET_BYTES)}")

    @property
    def handle(self) -> str:
        return self.text.partition(".")[0]

    @property
    def digest(self) -> str:
        return sha256(self.text.encode())

    @property
    def session_id(self) -> str:
        return sha256(self.handle.encode())[:SESSION_ID_LENGTH]


class Limits(NamedTuple):
    """How long things last: an access token, families of refresh tokens by kind, and the grace for a repeat."""

    access: timedelta
    citizens: timedelta
    staff: timedelta
    grace: timedelta

    def family(self, kind: str) -> timedelta:
        """The absolute life of a session of that kind."""
        return self.staff if kind == "staff" else self.citizens


class Times(NamedTuple):
    """What tells the time, and what is allowed of it."""

    clock: Clock
    limits: Callable[[], Limits]


class Vouchers(NamedTuple):
    """Who vouches for those that log in."""

    wechat: WeChatPort
    staff: StaffDirectory


class Sessions:
    """Opens, prolongs and ends sessions."""

    def __init__(
        self,
        store: IdentityStore,
        committer: Committer,
        signer: TokenSigner,
        vouchers: Vouchers,
        secret: CitySecret,
        sealer: Sealer,
        times: Times,
    ) -> None:
        self._store = store
        self._committer = committer
        self._signer = signer
        self._wechat, self._staff = vouchers
        self._secret = secret
        self._sealer = sealer
        self._clock, self._limits = times

    def open_by_wechat(self, code: str) -> dict[str, Any]:
        """Exchange the code of `wx.login` for a session; a WeChat user never seen before gets an account."""
        identity = self._wechat.exchange(code)
        account_id = self._secret.keyed_hash("wechat openid", identity.openid)
        pair = self._committer.commit(lambda: self._wechat_log_in(account_id, identity), None)
        logger.info("session opened", extra={"kind": "citizen", "holder": account_id})
        return pair

    def open_by_password(self, staff_no: str, password: str) -> dict[str, Any]:
        """Log staff in. An unknown number, a wrong password and a leaver get one answer, after the same time."""
        member = self._staff.checked(staff_no, password)
        if member is None:
            logger.info("log-in refused", extra={"kind": "staff"})
            raise Unauthenticated("credentials_wrong")
        pair = self._committer.commit(lambda: self._opened(staff_bearer(member), staff_no), None)
        logger.info("session opened", extra={"kind": "staff", "holder": staff_no})
        return pair

    def refresh(self, refresh_token: str) -> dict[str, Any]:
        """Exchange a refresh token for a new pair; the old one repeated within the grace gets the same pair.

        One that was replaced longer ago has been copied by somebody: the whole family ends.
        """
        if not rules.is_refresh_token(refresh_token):
            raise Unauthenticated("refresh_token_invalid")
        answer = self._committer.commit(lambda: self._refreshed(RefreshToken(refresh_token)), None)
        if not answer:
            raise Unauthenticated("session_ended")
        return answer

    def end(self, session_id: str) -> None:
        """Log out: nothing can be refreshed any more, and access tokens are refused within a minute."""
        self._committer.commit(lambda: self._ended(self._store.family(session_id)), None)

    def _wechat_log_in(self, account_id: str, identity: WeChatIdentity) -> Change:
        known = self._store.account(account_id)
        person = unknown_person(new_id(), new_salt())
        account = known or Account(account_id, person.person_id, Level.OPENID, new_salt())
        opened = self._opened(citizen_bearer(account), account_id)
        writes = [self._store.save_account(self._with_keys(account, identity)), *opened.writes]
        if known is None:
            writes.append(self._store.save_person(person))
        return opened._replace(writes=tuple(writes))

    def _with_keys(self, account: Account, identity: WeChatIdentity) -> Account:
        return account._replace(
            openid=self._sealer.seal(account.salt, identity.openid, OPENID_SEAL),
            session_key=self._sealer.seal(account.salt, identity.session_key, SESSION_KEY_SEAL),
        )

    def _opened(self, bearer: Bearer, holder: str) -> Change:
        token, now = RefreshToken.fresh(), self._clock.now()
        ends_at = now + self._limits().family(bearer.kind)
        family = Family(
            session_id=token.session_id,
            kind=bearer.kind,
            holder=holder,
            channel=bearer.channel,
            current=token.digest,
            opened_at=now,
            ends_at=ends_at,
            expires_at=ends_at,
        )
        pair = self._pair(family, bearer, token)
        return Change(writes=(self._store.save_family(family),), answer=pair)

    def _refreshed(self, token: RefreshToken) -> Change:
        now = self._clock.now()
        family = self._store.family(token.session_id)
        if family is None or now >= family.ends_at:
            raise Unauthenticated("refresh_token_invalid")
        judged = rules.presented(family, token.digest, now, self._limits().grace)
        if judged is Presented.REPEATED:
            return Change(answer=self._open_pair(family, token))
        bearer = self._bearer(family) if judged is Presented.CURRENT else None
        if bearer is None:
            logger.warning("session ended by refresh", extra={"session_id": family.session_id, "token": judged})
            return self._ended(family)
        return self._rotated(family, token, bearer)

    def _rotated(self, family: Family, token: RefreshToken, bearer: Bearer) -> Change:
        successor = RefreshToken.fresh(token.handle)
        pair = self._pair(family, bearer, successor)
        # Sealed under the token it replaces, which we do not keep: only who has that token can have the pair again.
        sealed = self._sealer.seal(token.text, json.dumps(pair), family.session_id)
        after = rules.rotated(family, successor.digest, sealed, self._clock.now())
        return Change(writes=(self._store.save_family(after),), answer=pair)

    def _open_pair(self, family: Family, token: RefreshToken) -> dict[str, Any]:
        pair: dict[str, Any] = json.loads(self._sealer.open(token.text, family.pair or "", family.session_id))
        return pair

    def _ended(self, family: Family | None) -> Change:
        if family is None:
            return Change()
        return Change((self._store.end_family(family), ending(f"session:{family.session_id}", self._clock.now())))

    def _bearer(self, family: Family) -> Bearer | None:
        """Whom the family speaks for now: roles and levels change between refreshes; a leaver is nobody."""
        if family.kind == "staff":
            member = self._staff.member(family.holder)
            return staff_bearer(member) if member else None
        account = self._store.account(family.holder)
        return citizen_bearer(account) if account else None

    def _pair(self, family: Family, bearer: Bearer, refresh: RefreshToken) -> dict[str, Any]:
        now, life = self._clock.now(), self._limits().access
        bearer = bearer._replace(session_id=family.session_id, channel=family.channel)
        return {
            "access_token": tokens.issue(bearer, self._signer, now, life),
            "token_type": "Bearer",
            "expires_in": int(life.total_seconds()),
            "refresh_token": refresh.text,
            "refresh_expires_in": int((family.ends_at - now).total_seconds()),
        }


def citizen_bearer(account: Account) -> Bearer:
    """A citizen's session speaks for the person whom the account belongs to."""
    return Bearer("citizen", account.person_id, "miniprogram", level=account.level, account_id=account.account_id)


def staff_bearer(member: Member) -> Bearer:
    """A staff session carries the posts that the directory of staff knows today."""
    return Bearer("staff", member.staff_no, "window", posts=member.posts, duties=member.duties)

"""Whom a session speaks for now. Levels, posts and accounts change between refreshes; a leaver is nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.identity.persons.records import Account
from chalicelib.identity.rules import Family, Level, face_holds
from chalicelib.identity.tokens.access_tokens import Bearer
from chalicelib.shared.access import Role
from chalicelib.shared.clocks import Clock, rfc3339

if TYPE_CHECKING:
    from chalicelib.identity.ports import SessionStore, StaffDirectory
    from chalicelib.staff.service import Member

PRIVILEGED = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})


class Limits(NamedTuple):
    """How long things last: access tokens, sessions at most, sessions that nobody uses, the grace for a repeat."""

    access: timedelta
    citizens: timedelta
    citizens_idle: timedelta
    staff: timedelta
    staff_idle: timedelta
    privileged_idle: timedelta
    grace: timedelta


class Times(NamedTuple):
    """What tells the time, and what is allowed of it."""

    clock: Clock
    limits: Callable[[], Limits]


class Entitlement(NamedTuple):
    """What a session gives. `life` is its longest one, `idle` how long it may go without a refresh.

    No access token of it lives longer than `token`, nor beyond `until`.
    """

    bearer: Bearer
    life: timedelta
    idle: timedelta
    token: timedelta
    until: datetime | None = None


class Entitlements:
    """Tells what sessions give, as accounts and the directory of staff say now."""

    def __init__(self, store: SessionStore, staff: Callable[[], StaffDirectory], times: Times) -> None:
        """`staff` gives the directory when it is needed: most who refresh are citizens."""
        self._store = store
        self._staff = staff
        self._clock, self._limits = times

    def of(self, family: Family) -> Entitlement | None:
        """What a session gives now; None if it is over because of whom it is of."""
        if family.kind == "staff":
            member = self._staff().member(family.holder)
            honoured = member is not None and member.honours(family.session_id, family.opened_at)
            return self.of_member(member) if member and honoured else None
        account = self._store.account(family.holder)
        honoured = account is not None and rfc3339(family.opened_at) >= account.sessions_from
        return self.of_account(account, family.face_until) if account and honoured else None

    def of_account(self, account: Account, face_until: datetime | None = None) -> Entitlement:
        """A citizen's session speaks for the person whom the account belongs to; for minutes as one who was seen."""
        limits, level = self._limits(), account.level
        seen = level < Level.FACE and face_holds(face_until, self._clock.now())
        bearer = Bearer(
            "citizen",
            account.person_id,
            "miniprogram",
            level=Level.FACE if seen else level,
            account_id=account.account_id,
        )
        until = face_until if seen else None
        return Entitlement(bearer, limits.citizens, limits.citizens_idle, limits.access, until)

    def of_member(self, member: Member) -> Entitlement:
        """A staff session carries the posts that the directory of staff knows today.

        Two tokens at least fit into its idle limit: it cannot end under somebody who is at work.
        """
        limits = self._limits()
        bearer = Bearer("staff", member.staff_no, "window", posts=member.posts, duties=member.duties)
        idle = limits.privileged_idle if bearer.caller().roles & PRIVILEGED else limits.staff_idle
        return Entitlement(bearer, limits.staff, idle, min(limits.access, idle / 2), member.ends_at)

"""What the use cases about persons and accounts are made of; `wiring` chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from chalicelib.identity.persons.records import OPENID_SEAL, Account, AccountKind, PersonRecord
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller, level_too_low
from chalicelib.shared.acts import Recorder
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.change import Committer
from chalicelib.shared.clocks import Clock, LawClock, rfc3339
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import RuleViolation, Unauthenticated
from chalicelib.shared.sealing import CitySecret, Sealer

if TYPE_CHECKING:
    from chalicelib.identity.ports import IdentityStore


class Parts(NamedTuple):
    """`settings` gives a document of the city's configuration as in force now."""

    store: IdentityStore
    committer: Committer
    recorder: Recorder
    secret: CitySecret
    sealer: Sealer
    wall: Clock
    law: LawClock
    attempts: Attempts
    settings: Callable[[Literal["accounts", "limits", "sessions"]], Any]


def account_of(parts: Parts, caller: Caller) -> Account:
    """The account that the caller's session is of.

    Raises Unauthenticated if the session ended, or if the token still speaks for whom the account belonged to before.
    """
    family = parts.store.family(caller.session_id)
    account = parts.store.account(family.holder) if family and family.kind == "citizen" else None
    if family is None or account is None or rfc3339(family.opened_at) < account.sessions_from:
        raise Unauthenticated("session_ended")
    if account.person_id != caller.id:
        raise Unauthenticated("session_outdated")
    return account


def require_standing(caller: Caller, current: Account, person: PersonRecord, others: Iterable[Account]) -> None:
    """Raise Forbidden if the account that asks may not put out these of the person's, or the person.

    Name and number are no secret: whoever only knows them must put out neither what stands higher nor what was there
    before they came, nor a person whom a window knew before. Whoever lost that shows their face, or goes to a window.
    """
    known_before = bool(person.seen_at) and person.seen_at < current.joined_at
    needed = max((_to_put_out(other, current) for other in others), default=0)
    needed = max(needed, Level.FACE if known_before else 0)
    held = max(caller.level, current.level)
    if held < needed:
        raise level_too_low(needed, held)


def _to_put_out(other: Account, current: Account) -> int:
    return max(other.level, Level.FACE) if other.joined_at < current.joined_at else other.level


def openid_of(parts: Parts, account: Account) -> str:
    """Whom WeChat knows the account's user as. Raises RuleViolation `not_at_a_kiosk`: there nobody uses WeChat."""
    if account.kind is AccountKind.KIOSK:
        raise RuleViolation("not_at_a_kiosk")
    return parts.sealer.open(account.salt, account.openid, OPENID_SEAL)


def person_of(parts: Parts, person_id: str) -> PersonRecord:
    """The person whom another record refers to, and who is there therefore."""
    person = parts.store.person(person_id)
    if person is None:
        raise LookupError(f"person {person_id} is referred to but absent")
    return person


def sessions_over(parts: Parts, account: Account) -> tuple[Account, Any]:
    """The account as none of its sessions is of any more, and the write by which their tokens are refused."""
    now = parts.wall.now()
    return account._replace(sessions_from=rfc3339(now)), ending(f"account:{account.account_id}", now)

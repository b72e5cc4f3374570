"""Whose number is whose, and which account acts for whom: what verifying, unbinding, splitting and closing share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.identity.acts import PERSON_ACCOUNT_RECEIVED, PERSON_ERASED, PERSON_REOPENED
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.persons.parts import Parts, person_of, sessions_over
from chalicelib.identity.persons.records import (
    NAME_SEAL,
    NUMBER_SEAL,
    Account,
    AccountKind,
    Parting,
    PersonRecord,
    PersonState,
    unknown_person,
)
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.ids import new_id
from chalicelib.shared.sealing import CitySecret, new_salt

if TYPE_CHECKING:
    from chalicelib.identity.ports import IdentityStore

ACCOUNTS_AT_MOST = 20
SERVED_AT_LEAST = timedelta(days=30)  # whom a window or a guardian brings: an application is begun in that time


class Turn:
    """One change to persons and accounts: what is to be written, and acts each chained to the one before."""

    def __init__(self, parts: Parts, by: Caller) -> None:
        self.parts = parts
        self.by = by
        self._writes: list[Any] = []
        self._acts: list[Act] = []

    def act(
        self, person: PersonRecord, type_: ActType, changes: dict[str, object], ground: str | None = None
    ) -> PersonRecord:
        """The person with one act more on their chain."""
        act = self.parts.recorder.next(person.chain, type_, self.by, changes, ground=ground)
        self._acts.append(act)
        return person._replace(chain=act.chain)

    def write(self, *writes: Any) -> None:
        """Write this with the rest."""
        self._writes += writes

    def change(self, answer: dict[str, Any]) -> Change:
        """All of it, to be committed."""
        return Change(tuple(self._writes), tuple(self._acts), answer)


def number_key(secret: CitySecret, number: ResidentId) -> str:
    """The one key of a human being: the keyed hash of certificate type and number."""
    return secret.keyed_hash("certificate number", f"{number.certificate}:{number.number}")


def holder(turn: Turn, number: ResidentId, account: Account | None, *, joins: bool = True) -> PersonRecord:
    """The person whom a number belongs to, ready to take `account` in, or a new one if `joins` without it.

    A number that nobody has is claimed for the account's own person, or for a new one. Raises RuleViolation
    `account_belongs_to_another` if the account's person has another number.
    """
    parts, key = turn.parts, number_key(turn.parts.secret, number)
    holder_id = parts.store.holder_of_number(key)
    own = person_of(parts, account.person_id) if account else None
    if own and own.person_id != holder_id and own.resident_id is not None:
        raise RuleViolation("account_belongs_to_another")
    if holder_id is None:
        person = own or _new_person()
        turn.write(parts.store.claim_number(key, person.person_id))
        return person._replace(number_key=key)
    if own and own.person_id != holder_id:
        turn.write(parts.store.save_person(erased(turn, own)))
    return _opened(turn, person_of(parts, holder_id)._replace(number_key=key), joins=joins)


def identified(parts: Parts, person: PersonRecord, name: str, number: ResidentId, level: Level) -> PersonRecord:
    """The person with name and number, sealed, known at `level` at least."""
    return person._replace(
        level=max(person.level, level),
        name=parts.sealer.seal(person.salt, name, NAME_SEAL),
        resident_id=parts.sealer.seal(person.salt, number.number, NUMBER_SEAL),
    )


def joined(parts: Parts, person: PersonRecord, account: Account, level: Level) -> tuple[PersonRecord, Account]:
    """Person and account as one, the account at `level` at least. Raises RuleViolation `too_many_accounts`."""
    account = account._replace(level=max(account.level, level))
    if account.account_id in person.accounts:
        return person, account
    if len(person.accounts) >= ACCOUNTS_AT_MOST:
        raise RuleViolation("too_many_accounts", most=ACCOUNTS_AT_MOST)
    person = person._replace(accounts=(*person.accounts, account.account_id))
    return person, account._replace(person_id=person.person_id, joined_at=rfc3339(parts.wall.now()))


def parted(turn: Turn, person: PersonRecord, account: Account, *, anothers: bool = False) -> PersonRecord:
    """The person without the account, which goes to somebody of whom nothing is known; its sessions end.

    A kiosk's account is nothing but the person's, and goes altogether. `anothers`: it never was the person's.
    """
    store = turn.parts.store
    account, ended = sessions_over(turn.parts, account)
    turn.write(ended)
    if account.kind is AccountKind.KIOSK:
        turn.write(store.delete_account(account))
    else:
        alone = _new_person(account.account_id)
        turn.write(store.save_account(_lowered(turn.parts, account, alone.person_id)))
        turn.write(store.save_person(turn.act(alone, PERSON_ACCOUNT_RECEIVED, {"account_id": account.account_id})))
    return without(turn, person, account.account_id, anothers=anothers)


def without(turn: Turn, person: PersonRecord, account_id: str, *, anothers: bool = False) -> PersonRecord:
    """The person without the account, which is remembered: what it was trusted with it keeps no longer."""
    parting = Parting(account_id, rfc3339(turn.parts.law.now()), anothers)
    before = (known for known in person.partings if (known.account_id, known.anothers) != (account_id, anothers))
    left = tuple(other for other in person.accounts if other != account_id)
    return person._replace(accounts=left, partings=(*before, parting))


def erased(turn: Turn, person: PersonRecord) -> PersonRecord:
    """The person without salt, and so without anything that could be read of them; the number may begin anew.

    Which accounts never were theirs is still told, by hashes: what those gave must not come to life again.
    """
    if person.number_key:
        turn.write(turn.parts.store.release_number(person.number_key))
    if person.due_on:
        turn.write(turn.parts.store.drop_due(person.due_on, person.person_id))
    person = turn.act(person, PERSON_ERASED, {"state": str(PersonState.ERASED)})
    gone = unknown_person(person.person_id, "")
    others = tuple(known for known in person.partings if known.anothers)
    return gone._replace(state=PersonState.ERASED, chain=person.chain, version=person.version, partings=others)


def due_without_account(person: PersonRecord, today: date) -> date:
    """When to look again at somebody who was opened without an account, and so can never ask to be erased."""
    soonest = today + SERVED_AT_LEAST
    return max(person.due_on or soonest, soonest)


def _opened(turn: Turn, person: PersonRecord, *, joins: bool) -> PersonRecord:
    """Whoever was closed, active again; no day stands for anybody whom an account joins."""
    if person.state is PersonState.CLOSED:
        person = turn.act(person, PERSON_REOPENED, {"state": str(PersonState.ACTIVE)})
    elif person.state is not PersonState.ACTIVE or not joins:
        return person
    due_on = None if joins else due_without_account(person, turn.parts.law.today())
    turn.write(*moved(turn.parts.store, person, due_on))
    return person._replace(state=PersonState.ACTIVE, due_on=due_on)


def moved(store: IdentityStore, person: PersonRecord, due_on: date | None) -> list[Any]:
    """The writes by which the daily function looks at the person on that day and on no other."""
    if due_on == person.due_on:
        return []
    drop = [store.drop_due(person.due_on, person.person_id)] if person.due_on else []
    return drop + ([store.put_due(due_on, person.person_id)] if due_on else [])


def _lowered(parts: Parts, account: Account, person_id: str) -> Account:
    level = Level.PHONE if account.phone else Level.OPENID
    return account._replace(person_id=person_id, level=level, joined_at=rfc3339(parts.wall.now()))


def _new_person(*accounts: str) -> PersonRecord:
    return unknown_person(new_id(), new_salt(), *accounts)

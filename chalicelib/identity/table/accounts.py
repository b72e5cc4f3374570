"""Accounts and persons.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| account | `ACCOUNT#<keyed hash of openid>` | `ACCOUNT` | `ACCOUNT#9f86d0…` | log-in, refresh, verification |
| person | `PERSON#<person id>` | `PERSON` | `PERSON#01KAJ5…` | verification, `/me`, other domains' prefill |
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.identity.persons.records import Account, AccountKind, Parting, PersonRecord, PersonState
from chalicelib.identity.rules import Level
from chalicelib.identity.table.items import IdentityItem, get, version
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Write, delete, save


class AccountItem(IdentityItem):
    person_id = UnicodeAttribute()
    level = NumberAttribute()
    salt = UnicodeAttribute()
    openid = UnicodeAttribute()
    session_key = UnicodeAttribute()
    phone = UnicodeAttribute(null=True)
    kind = UnicodeAttribute()
    joined_at = UnicodeAttribute()
    sessions_from = UnicodeAttribute()


class PersonItem(IdentityItem):
    salt = UnicodeAttribute()
    level = NumberAttribute()
    name = UnicodeAttribute(null=True)
    resident_id = UnicodeAttribute(null=True)
    accounts = UnicodeAttribute(null=True)
    number_key = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    due_on = UnicodeAttribute(null=True)
    partings = UnicodeAttribute(null=True)
    seen_at = UnicodeAttribute(null=True)
    seq = NumberAttribute()
    head = UnicodeAttribute()


class Accounts:
    """Accounts and persons in the identity table."""

    def account(self, account_id: str) -> Account | None:
        item = get(AccountItem, f"ACCOUNT#{account_id}", "ACCOUNT")
        return _account(item) if item else None

    def save_account(self, account: Account) -> Write:
        return save(_account_item(account), account.version)

    def delete_account(self, account: Account) -> Write:
        return delete(_account_item(account), account.version or 0)

    def person(self, person_id: str) -> PersonRecord | None:
        item = get(PersonItem, f"PERSON#{person_id}", "PERSON")
        return _person(item) if item else None

    def save_person(self, person: PersonRecord) -> Write:
        partings = json.dumps(person.partings, separators=(",", ":")) if person.partings else None
        fields = _fields(person, "person_id") | {"accounts": " ".join(person.accounts) or None, "partings": partings}
        fields["seen_at"] = person.seen_at or None
        item = PersonItem(f"PERSON#{person.person_id}", "PERSON", **fields)
        item.seq, item.head = person.chain.seq, person.chain.head
        return save(item, person.version)


def _account_item(account: Account) -> AccountItem:
    return AccountItem(f"ACCOUNT#{account.account_id}", "ACCOUNT", **_fields(account, "account_id"))


def _account(item: AccountItem) -> Account:
    return Account(
        account_id=item.pk.partition("#")[2],
        person_id=item.person_id,
        level=Level(int(item.level)),
        salt=item.salt,
        openid=item.openid,
        session_key=item.session_key,
        phone=item.phone,
        kind=AccountKind(item.kind),
        joined_at=item.joined_at,
        sessions_from=item.sessions_from,
        version=version(item),
    )


def _person(item: PersonItem) -> PersonRecord:
    person_id = item.pk.partition("#")[2]
    return PersonRecord(
        person_id=person_id,
        salt=item.salt,
        level=Level(int(item.level)),
        chain=Chain(f"person#{person_id}", int(item.seq), item.head),
        name=item.name,
        resident_id=item.resident_id,
        accounts=tuple((item.accounts or "").split()),
        number_key=item.number_key,
        state=PersonState(item.state),
        due_on=date.fromisoformat(item.due_on) if item.due_on else None,
        partings=tuple(Parting(*one) for one in json.loads(item.partings)) if item.partings else (),
        seen_at=item.seen_at or "",
        version=version(item),
    )


def _fields(record: Account | PersonRecord, key: str) -> dict[str, Any]:
    """A record's attributes as its item has them, but for the chain."""
    fields = {name: value for name, value in record._asdict().items() if name not in (key, "version", "chain")}
    return {name: str(value) if isinstance(value, StrEnum | date) else value for name, value in fields.items()}

"""Accounts, persons and the numbers that persons are found by.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| account | `ACCOUNT#<keyed hash of openid>` | `ACCOUNT` | `ACCOUNT#9f86d0…` | log-in, refresh, verification |
| | index `by_owner`: `PERSON#<person id>` | account id | | a person's accounts |
| person | `PERSON#<person id>` | `PERSON` | `PERSON#01KAJ5…` | verification, `/me`, other domains' prefill |
| number | `NUMBER#<keyed hash of certificate:number>` | `NUMBER` | `NUMBER#2c26b4…` | verification |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.identity.records import Account, PersonRecord
from chalicelib.identity.rules import Level
from chalicelib.identity.table.items import IdentityItem, get, version
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Write, put_new, save


class ByPerson(GlobalSecondaryIndex["AccountItem"]):  # type: ignore[no-untyped-call]
    """A person's accounts."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class AccountItem(IdentityItem):
    person_id = UnicodeAttribute()
    level = NumberAttribute()
    salt = UnicodeAttribute()
    openid = UnicodeAttribute()
    session_key = UnicodeAttribute()
    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_person = ByPerson()


class PersonItem(IdentityItem):
    salt = UnicodeAttribute()
    level = NumberAttribute()
    name = UnicodeAttribute(null=True)
    resident_id = UnicodeAttribute(null=True)
    seq = NumberAttribute()
    head = UnicodeAttribute()


class NumberItem(IdentityItem):
    person_id = UnicodeAttribute()


class Accounts:
    """Accounts and persons in the identity table."""

    def account(self, account_id: str) -> Account | None:
        item = get(AccountItem, f"ACCOUNT#{account_id}", "ACCOUNT")
        return _account(item) if item else None

    def accounts_of(self, person_id: str) -> Sequence[Account]:
        return [_account(item) for item in AccountItem.by_person.query(f"PERSON#{person_id}")]

    def save_account(self, account: Account) -> Write:
        item = AccountItem(f"ACCOUNT#{account.account_id}", "ACCOUNT", **_fields(account, "account_id"))
        item.owner_key, item.owner_sort = f"PERSON#{account.person_id}", account.account_id
        return save(item, account.version)

    def person(self, person_id: str) -> PersonRecord | None:
        item = get(PersonItem, f"PERSON#{person_id}", "PERSON")
        if item is None:
            return None
        chain = Chain(f"person#{person_id}", int(item.seq), item.head)
        return PersonRecord(
            person_id, item.salt, Level(int(item.level)), chain, item.name, item.resident_id, version(item)
        )

    def save_person(self, person: PersonRecord) -> Write:
        item = PersonItem(f"PERSON#{person.person_id}", "PERSON", **_fields(person, "person_id"))
        return save(item, person.version)

    def holder_of_number(self, number_hash: str) -> str | None:
        item = get(NumberItem, f"NUMBER#{number_hash}", "NUMBER")
        return item.person_id if item else None

    def claim_number(self, number_hash: str, person_id: str) -> Write:
        return put_new(NumberItem(f"NUMBER#{number_hash}", "NUMBER", person_id=person_id))


def _account(item: AccountItem) -> Account:
    return Account(
        account_id=item.owner_sort,
        person_id=item.person_id,
        level=Level(int(item.level)),
        salt=item.salt,
        openid=item.openid,
        session_key=item.session_key,
        version=version(item),
    )


def _fields(record: Account | PersonRecord, key: str) -> dict[str, Any]:
    """A record's attributes as its item has them: the chain in two."""
    fields = {name: value for name, value in record._asdict().items() if name not in (key, "version", "chain")}
    if chain := getattr(record, "chain", None):
        fields.update(seq=chain.seq, head=chain.head)
    return fields

"""The identity table.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| account | `ACCOUNT#<keyed hash of openid>` | `ACCOUNT` | `ACCOUNT#9f86d0…` | log-in, refresh, verification |
| person | `PERSON#<person id>` | `PERSON` | `PERSON#01KAJ5…` | verification, `/me`, other domains' prefill |
| number | `NUMBER#<keyed hash of certificate:number>` | `NUMBER` | `NUMBER#2c26b4…` | verification |
| reader | `READER#<staff no>#<month>` | `READER` | `READER#W0001#2026-11` | the reader's next access act |
| family | `SESSION#<session id>` | `SESSION` | `SESSION#b94d27…` | refresh, log-out; ends by time to live |
| signing key | `SIGNING_KEYS` | the kid | `NzbLsXh8uDCcd…` | every container once; a handful in a city's life |

Names, numbers, openid and session_key are sealed; found by keyed hash. Every item is under 2 KB.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.identity.keys import KeyState, SigningKey
from chalicelib.identity.records import Account, PersonRecord, Reader
from chalicelib.identity.rules import Family, Level
from chalicelib.shared.acts import Chain
from chalicelib.shared.clocks import epoch
from chalicelib.shared.table import Item, Write, delete, put_new, save, table_name

SIGNING_KEYS = "SIGNING_KEYS"

_I = TypeVar("_I", bound=Item)


class IdentityItem(Item):
    """What all items of the table share: its name."""

    class Meta:
        table_name = table_name("IDENTITY_TABLE")


class AccountItem(IdentityItem):
    person_id = UnicodeAttribute()
    level = NumberAttribute()
    salt = UnicodeAttribute()
    openid = UnicodeAttribute()
    session_key = UnicodeAttribute()


class PersonItem(IdentityItem):
    salt = UnicodeAttribute()
    level = NumberAttribute()
    name = UnicodeAttribute(null=True)
    resident_id = UnicodeAttribute(null=True)
    seq = NumberAttribute()
    head = UnicodeAttribute()


class NumberItem(IdentityItem):
    person_id = UnicodeAttribute()


class ReaderItem(IdentityItem):
    seq = NumberAttribute()
    head = UnicodeAttribute()


class FamilyItem(IdentityItem):
    kind = UnicodeAttribute()
    holder = UnicodeAttribute()
    channel = UnicodeAttribute()
    current = UnicodeAttribute()
    previous = UnicodeAttribute(null=True)
    rotated_at = NumberAttribute(null=True)
    pair = UnicodeAttribute(null=True)


class SigningKeyItem(IdentityItem):
    x = UnicodeAttribute()
    y = UnicodeAttribute()
    key_id = UnicodeAttribute()
    state = UnicodeAttribute()


class IdentityTable:
    """The repository. Readers are consistent: what they tell is what the next change is decided on."""

    def account(self, account_id: str) -> Account | None:
        item = _get(AccountItem, f"ACCOUNT#{account_id}", "ACCOUNT")
        if item is None:
            return None
        level, version = Level(int(item.level)), _version(item)
        return Account(account_id, item.person_id, level, item.salt, item.openid, item.session_key, version)

    def save_account(self, account: Account) -> Write:
        item = AccountItem(f"ACCOUNT#{account.account_id}", "ACCOUNT", **_fields(account, "account_id"))
        return save(item, account.version)

    def person(self, person_id: str) -> PersonRecord | None:
        item = _get(PersonItem, f"PERSON#{person_id}", "PERSON")
        if item is None:
            return None
        chain = Chain(f"person#{person_id}", int(item.seq), item.head)
        level, version = Level(int(item.level)), _version(item)
        return PersonRecord(person_id, item.salt, level, chain, item.name, item.resident_id, version)

    def save_person(self, person: PersonRecord) -> Write:
        item = PersonItem(f"PERSON#{person.person_id}", "PERSON", **_fields(person, "person_id"))
        return save(item, person.version)

    def holder_of_number(self, number_hash: str) -> str | None:
        item = _get(NumberItem, f"NUMBER#{number_hash}", "NUMBER")
        return item.person_id if item else None

    def claim_number(self, number_hash: str, person_id: str) -> Write:
        return put_new(NumberItem(f"NUMBER#{number_hash}", "NUMBER", person_id=person_id))

    def reader(self, name: str) -> Reader | None:
        item = _get(ReaderItem, f"READER#{name}", "READER")
        return Reader(name, Chain(f"reader#{name}", int(item.seq), item.head), _version(item)) if item else None

    def save_reader(self, reader: Reader) -> Write:
        return save(ReaderItem(f"READER#{reader.name}", "READER", **_fields(reader, "name")), reader.version)

    def family(self, session_id: str) -> Family | None:
        item = _get(FamilyItem, f"SESSION#{session_id}", "SESSION")
        if item is None:
            return None
        return Family(
            session_id=session_id,
            kind=cast("Literal['citizen', 'staff']", item.kind),
            holder=item.holder,
            channel=item.channel,
            current=item.current,
            ends_at=_instant(item.expires_at),
            previous=item.previous,
            rotated_at=_instant(item.rotated_at) if item.rotated_at else None,
            pair=item.pair,
            version=_version(item),
        )

    def save_family(self, family: Family) -> Write:
        return save(_family_item(family), family.version)

    def end_family(self, family: Family) -> Write:
        return delete(_family_item(family), family.version or 0)

    def signing_keys(self) -> Sequence[SigningKey]:
        items = SigningKeyItem.query(SIGNING_KEYS, consistent_read=True)
        return [SigningKey(item.sk, item.x, item.y, item.key_id, KeyState(item.state)) for item in items]

    def add_signing_key(self, key: SigningKey) -> Write:
        item = SigningKeyItem(SIGNING_KEYS, key.kid, x=key.x, y=key.y, key_id=key.key_id, state=str(key.state))
        return put_new(item)


def _get(kind: type[_I], pk: str, sk: str) -> _I | None:
    try:
        return kind.get(pk, sk, consistent_read=True)
    except DoesNotExist:
        return None


def _fields(record: Account | PersonRecord | Reader, key: str) -> dict[str, Any]:
    """A record's attributes as its item has them: the chain in two."""
    fields = {name: value for name, value in record._asdict().items() if name not in (key, "version", "chain")}
    if chain := getattr(record, "chain", None):
        fields.update(seq=chain.seq, head=chain.head)
    return fields


def _family_item(family: Family) -> FamilyItem:
    return FamilyItem(
        f"SESSION#{family.session_id}",
        "SESSION",
        kind=family.kind,
        holder=family.holder,
        channel=family.channel,
        current=family.current,
        previous=family.previous,
        rotated_at=family.rotated_at.timestamp() if family.rotated_at else None,
        pair=family.pair,
        expires_at=epoch(family.ends_at),
    )


def _version(item: Item) -> int:
    return int(item.version or 0)


def _instant(seconds: float | None) -> datetime:
    return datetime.fromtimestamp(seconds or 0, UTC)

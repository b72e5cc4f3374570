"""What may be filled in for somebody: the clear text that identity knows of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.identity.persons.records import GONE, NAME_SEAL, NUMBER_SEAL, PHONE_SEAL, PersonRecord
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import Sealer

if TYPE_CHECKING:
    from chalicelib.identity.numbers import Sex
    from chalicelib.identity.ports import PersonStore

_HOME = "+86 "


class Profile(NamedTuple):
    """A person in clear text, for the form that they asked to have filled in: never in a log, an act or a list.

    `sex` and `birth_on` come from the number; all four are None until name and number are confirmed. `phone` is what
    WeChat confirmed for the account that asks, 11 digits, with the country code if it is of elsewhere.
    """

    name: str | None = None
    resident_id: str | None = None
    sex: Sex | None = None
    birth_on: date | None = None
    phone: str | None = None


def profile_of(store: PersonStore, sealer: Sealer, person_id: str, account_id: str | None) -> Profile:
    """Open it. Raises NotFound also for whoever was closed: what is kept of them is used for nothing else."""
    person = store.person(person_id)
    if person is None or person.state in GONE:
        raise NotFound("person_not_found")
    phone = _phone(store, sealer, person, account_id) if account_id else None
    if person.name is None or person.resident_id is None:
        return Profile(phone=phone)
    name = sealer.open(person.salt, person.name, NAME_SEAL)
    return _with_number(Profile(name, phone=phone), sealer.open(person.salt, person.resident_id, NUMBER_SEAL))


def _with_number(profile: Profile, number: str) -> Profile:
    from chalicelib.identity.numbers import parse_resident_id

    read = parse_resident_id(number, date.max)
    return profile._replace(resident_id=read.number, sex=read.sex, birth_on=read.birth_on)


def _phone(store: PersonStore, sealer: Sealer, person: PersonRecord, account_id: str) -> str | None:
    account = store.account(account_id) if account_id in person.accounts else None
    if account is None or account.phone is None:
        return None
    return sealer.open(account.salt, account.phone, PHONE_SEAL).removeprefix(_HOME)

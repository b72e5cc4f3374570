"""What may be filled in for somebody: from the number and the account that asks, of nobody who is gone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from chalicelib.identity.numbers import Sex
from chalicelib.identity.persons.profile import Profile
from chalicelib.shared.errors import NotFound
from tests.identity.cities import ZHANG
from tests.identity.persons import Town

PHONE = "13800138000"


@pytest.fixture
def town() -> Town:
    return Town()


def with_phone(town: Town, user: str, number: str = PHONE) -> None:
    town.phones.confirm(town.citizen(user), town.phone_code(user, number), None)


def test_name_number_sex_birth_date_and_phone_are_told(town: Town) -> None:
    caller = town.verified("zhang", ZHANG)
    with_phone(town, "zhang")
    told = town.service.profile(caller.id, caller.account_id)
    assert told == Profile(*ZHANG, Sex.FEMALE, date(1949, 12, 31), PHONE)


def test_the_phone_is_that_of_the_account_that_asks(town: Town) -> None:
    first, second = town.verified("phone", ZHANG), town.verified("tablet", ZHANG)
    with_phone(town, "tablet")
    assert town.service.profile(first.id, second.account_id).phone == PHONE
    assert town.service.profile(first.id, first.account_id).phone is None
    assert town.service.profile(first.id).phone is None


def test_anothers_account_gives_no_phone(town: Town) -> None:
    caller, other = town.verified("zhang", ZHANG), town.citizen("li")
    with_phone(town, "li")
    assert town.service.profile(caller.id, other.account_id).phone is None
    assert town.service.profile(caller.id, "f" * 64).phone is None


def test_who_was_never_confirmed_has_a_phone_at_most(town: Town) -> None:
    caller = town.citizen("zhang")
    assert town.service.profile(caller.id, caller.account_id) == Profile()
    with_phone(town, "zhang")
    assert town.service.profile(caller.id, caller.account_id) == Profile(phone=PHONE)


def test_nobody_who_is_gone_is_told(town: Town) -> None:
    caller = town.verified("zhang", ZHANG)
    town.closing.request(caller, None)
    assert town.service.profile(caller.id).name == ZHANG[0]
    town.later(days=9)
    town.day()
    assert town.service.person(caller.id).closed
    for person_id in (caller.id, "0" * 26):
        with pytest.raises(NotFound, match="person_not_found"):
            town.service.profile(person_id, caller.account_id)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(1, 999))
def test_sex_and_birth_date_are_those_in_the_number(born: date, sequence: int) -> None:
    town, head = Town(), f"110101{born:%Y%m%d}{sequence:03d}"
    number = head + ric.calc_check_digit(f"{head}0")
    town.register.people[number] = ("测试", True)
    told = town.service.profile(town.present(("测试", number), guardian_present=True)["person_id"])
    assert (told.name, told.resident_id, told.birth_on) == ("测试", number, born)
    assert told.sex is (Sex.MALE if sequence % 2 else Sex.FEMALE)

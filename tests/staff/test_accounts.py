"""Accounts of staff."""

from __future__ import annotations

import itertools

import pytest

from chalicelib.shared.access import Role, system
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from chalicelib.staff.accounts import SEPARATE_POWERS, NewStaff
from chalicelib.staff.passwords import DECOY, hash_password, password_fits
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)


@pytest.fixture
def city() -> Directory:
    return Directory()


def new_staff(staff_no: str = "W0002", *roles: Role) -> NewStaff:
    return NewStaff(staff_no, "钱一", PASSWORD, frozenset(roles or (Role.CLERK,)), ("09",), ("530102000000",))


def test_a_registered_account_is_shown_without_its_password(city: Directory) -> None:
    answer = city.accounts.register(new_staff(), ADMINISTRATOR, None)
    assert answer == city.accounts.shown("W0002")
    assert answer == {
        "staff_no": "W0002",
        "name": "钱一",
        "roles": ["clerk"],
        "departments": ["09"],
        "divisions": ["530102000000"],
        "state": "active",
    }


def test_registering_is_an_act_on_the_accounts_chain(city: Directory) -> None:
    city.accounts.register(new_staff(), ADMINISTRATOR, None)
    (act,) = city.committer.of("staff#W0002")
    record = city.store.staff("W0002")
    assert record
    assert verify_chain("staff#W0002", [act]) == record.chain
    assert (act.type, act.actor.id, act.changes["roles"]) == ("staff.registered", ADMINISTRATOR.id, ["clerk"])
    assert not any(secret in act.canonical + repr(record) for secret in ("钱一", PASSWORD))


def test_a_number_is_given_once(city: Directory) -> None:
    city.accounts.register(new_staff(), ADMINISTRATOR, None)
    with pytest.raises(RuleViolation, match="staff_no_in_use"):
        city.accounts.register(new_staff(), ADMINISTRATOR, None)


def test_an_unknown_number_is_not_found(city: Directory) -> None:
    with pytest.raises(NotFound, match="staff_not_found"):
        city.accounts.shown("W9999")


@pytest.mark.parametrize("roles", list(itertools.combinations(sorted(SEPARATE_POWERS), 2)))
def test_separate_powers_are_not_held_by_one_person(city: Directory, roles: tuple[Role, ...]) -> None:
    with pytest.raises(Invalid) as error:
        city.accounts.register(new_staff("W0002", *roles), ADMINISTRATOR, None)
    assert [(fault.pointer, fault.code) for fault in error.value.faults] == [("/roles", "powers_not_separate")]


def test_the_first_administrator_is_registered_by_the_system_once(city: Directory) -> None:
    first = new_staff("W0001", Role.ADMINISTRATOR)
    city.accounts.register_first_administrator(first, system("bootstrap"))
    (act,) = city.committer.of("staff#W0001")
    assert (act.actor.id, act.actor.role, act.channel) == ("bootstrap", "system", "system")
    with pytest.raises(RuleViolation, match="administrator_exists"):
        city.accounts.register_first_administrator(new_staff("W0002", Role.ADMINISTRATOR), system("bootstrap"))


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    one, two = hash_password(PASSWORD), hash_password(PASSWORD)
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert password_fits(PASSWORD, one)
    assert not password_fits(PASSWORD + " ", one)


def test_the_decoy_costs_what_a_password_costs() -> None:
    assert DECOY.rpartition("$")[0].rpartition("$")[0] == hash_password("x").rpartition("$")[0].rpartition("$")[0]
    assert not password_fits("", DECOY)

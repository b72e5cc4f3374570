"""Opening accounts of staff, and seeing them."""

from __future__ import annotations

import itertools

import pytest

from chalicelib.shared.access import Role, system
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from chalicelib.staff.records import Held
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.rights import SEPARATE_POWERS
from chalicelib.staff.scopes import Scope
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)


@pytest.fixture
def city() -> Directory:
    return Directory()


def new_staff(staff_no: str = "W0002", *roles: Role, password: str = PASSWORD) -> NewStaff:
    scope = Scope(frozenset(roles or (Role.CLERK,)), ("09",), (DIVISION,))
    return NewStaff(staff_no, "钱一", password, scope)


def faults(city: Directory, new: NewStaff) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as error:
        city.registering.register(new, ADMINISTRATOR, None)
    return [(fault.pointer, fault.code) for fault in error.value.faults]


def test_a_registered_account_is_shown_without_its_password(city: Directory) -> None:
    answer = city.registering.register(new_staff(), ADMINISTRATOR, None)
    assert answer == city.accounts.shown("W0002")
    assert answer == {
        "staff_no": "W0002",
        "name": "钱一",
        "roles": ["clerk"],
        "departments": ["09"],
        "divisions": [DIVISION],
        "posts": [],
        "state": "active",
        "version": 1,
    }


def test_registering_is_an_act_on_the_accounts_chain(city: Directory) -> None:
    city.registering.register(new_staff(), ADMINISTRATOR, None)
    (act,) = city.committer.of("staff#W0002")
    record = city.store.staff("W0002")
    assert record
    assert verify_chain("staff#W0002", [act]) == record.chain
    assert (act.type, act.actor.id, act.changes["roles"]) == ("staff.registered", ADMINISTRATOR.id, ["clerk"])
    kept = repr((record, city.store.credentials("W0002")))
    assert not any(secret in act.canonical + kept for secret in ("钱一", PASSWORD))


def test_a_number_is_given_once(city: Directory) -> None:
    city.registering.register(new_staff(), ADMINISTRATOR, None)
    with pytest.raises(RuleViolation, match="staff_no_in_use"):
        city.registering.register(new_staff(), ADMINISTRATOR, None)


def test_an_unknown_number_is_not_found(city: Directory) -> None:
    with pytest.raises(NotFound, match="staff_not_found"):
        city.accounts.shown("W9999")


@pytest.mark.parametrize("roles", list(itertools.combinations(sorted(SEPARATE_POWERS), 2)))
def test_separate_powers_are_not_held_by_one_person(city: Directory, roles: tuple[Role, ...]) -> None:
    assert faults(city, new_staff("W0002", *roles)) == [("/roles", "powers_not_separate")]


def test_everything_wrong_is_said_at_once(city: Directory) -> None:
    new = new_staff("W0002", Role.AUDITOR, Role.ADMINISTRATOR, password="w0002")
    assert faults(city, new) == [
        ("/password", "too_short"),
        ("/password", "password_too_plain"),
        ("/password", "password_names_its_owner"),
        ("/roles", "powers_not_separate"),
    ]


def test_somebody_without_any_post_is_not_registered(city: Directory) -> None:
    assert faults(city, NewStaff("W0002", "钱一", PASSWORD, Scope(frozenset()))) == [("/roles", "required")]


def test_posts_are_those_of_departments(city: Directory) -> None:
    city.open_department("09", CK=Role.CLERK)
    held = tuple(Held(*one, (DIVISION,)) for one in (("09", "CK"), ("09", "SC"), ("31", "CK")))
    scope = Scope(frozenset(), held=held)
    assert faults(city, NewStaff("W0002", "钱一", PASSWORD, scope)) == [
        ("/posts/1", "post_unknown"),
        ("/posts/2", "post_unknown"),
    ]
    city.registering.register(
        NewStaff("W0002", "钱一", PASSWORD, Scope(frozenset(), held=held[:1])), ADMINISTRATOR, None
    )
    assert city.accounts.shown("W0002")["posts"] == [{"department": "09", "post_code": "CK", "divisions": [DIVISION]}]


def test_posts_that_no_token_could_carry_are_refused(city: Directory) -> None:
    divisions = tuple(f"5301{number:08}" for number in range(120))
    new = NewStaff("W0002", "钱一", PASSWORD, Scope(frozenset({Role.CLERK}), ("09",), divisions))
    assert faults(city, new) == [("/posts", "too_many_posts")]


def test_the_first_administrator_is_registered_by_the_system_once(city: Directory) -> None:
    first = new_staff("W0001", Role.ADMINISTRATOR)
    city.registering.register_first_administrator(first, system("bootstrap"))
    (act,) = city.committer.of("staff#W0001")
    assert (act.actor.id, act.actor.role, act.channel) == ("bootstrap", "system", "system")
    with pytest.raises(RuleViolation, match="administrator_exists"):
        city.registering.register_first_administrator(new_staff("W0002", Role.ADMINISTRATOR), system("bootstrap"))


def test_staff_are_listed_by_state_and_number(city: Directory) -> None:
    for staff_no in ("W0003", "W0001", "W0002"):
        city.register(staff_no, Role.CLERK)
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    page = city.accounts.listed(None, None, 2, None)
    assert [one["staff_no"] for one in page["staff"]] == ["W0002", "W0003"]
    rest = city.accounts.listed(None, None, 2, page["next_cursor"])
    assert [(one["staff_no"], one["state"]) for one in rest["staff"]] == [("W0001", "left")]
    assert [one["staff_no"] for one in city.accounts.listed("09", None, 9, None)["staff"]] == ["W0002", "W0003"]

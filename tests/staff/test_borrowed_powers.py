"""What somebody cannot do with a colleague's post: nothing of it outlives the days, or serves themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.shared.access import Access, Caller, Post, Role, check
from chalicelib.shared.errors import Forbidden, Invalid
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)
POWERS = (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)
NEXT = "A temporary password 2"


@pytest.fixture
def city() -> Directory:
    """A0001 administers; B0001 does their work."""
    made = Directory()
    made.hire("A0001", Role.ADMINISTRATOR)
    made.hire("B0001", Role.CLERK)
    made.enrol("B0001")
    made.hire("C0001", Role.CLERK)
    made.appoint("A0001", "B0001", ADMINISTRATOR)
    return made


def deputy(city: Directory, role: Role = Role.ADMINISTRATOR) -> Caller:
    """B0001 on a route for that role."""
    caller = city.caller("B0001")
    check(Access(roles=frozenset({role})), caller)
    assert caller.on_behalf_of == "staff:A0001"
    return caller


def change(city: Directory, staff_no: str, by: Caller, *roles: Role) -> None:
    version = city.store.items["staff", staff_no].version
    city.accounts.change(staff_no, Scope(frozenset(roles), ("09",), (DIVISION,)), version, by)


def test_everyday_work_is_done(city: Directory) -> None:
    city.registering.register(NewStaff("D0001", "李二", PASSWORD, Scope(frozenset({Role.CLERK}))), deputy(city), None)
    change(city, "C0001", deputy(city), Role.EXAMINER)
    act = city.committer.of("staff#C0001")[-1]
    assert (act.actor.id, act.on_behalf_of) == ("B0001", "staff:A0001")


@pytest.mark.parametrize("power", POWERS)
def test_powers_that_are_given_to_persons_are_not_given(city: Directory, power: Role) -> None:
    """An account that a stand-in made an administrator would still be one when the days are over."""
    new = NewStaff("D0001", "李二", PASSWORD, Scope(frozenset({power})))
    with pytest.raises(Forbidden, match="not_by_stand_in"):
        city.registering.register(new, deputy(city), None)
    with pytest.raises(Forbidden, match="not_by_stand_in"):
        change(city, "C0001", deputy(city), power)
    city.registering.register(new, ADMINISTRATOR, None)


def test_nobody_acts_for_a_colleague_on_the_colleagues_own_account(city: Directory) -> None:
    by = deputy(city)
    for act in (
        lambda: change(city, "A0001", by, Role.ADMINISTRATOR, Role.SUPERVISOR),
        lambda: city.accounts.depart("A0001", by, None),
        lambda: city.securing.reset_password("A0001", NEXT, by, None),
        lambda: city.securing.reset_second_factor("A0001", by, None),
        lambda: city.securing.unlock("A0001", by, None),
        lambda: city.appoint("C0001", "A0001", by),
    ):
        with pytest.raises(Forbidden, match="not_on_oneself"):
            act()


@pytest.mark.parametrize(
    "act",
    [
        lambda city, by: city.accounts.depart(by.id, by, None),
        lambda city, by: city.securing.unlock(by.id, by, None),
    ],
    ids=["departure", "unlocking"],
)
def test_nor_on_ones_own(city: Directory, act: Callable[[Directory, Caller], object]) -> None:
    city.hire("A0002", Role.ADMINISTRATOR)
    with pytest.raises(Forbidden, match="not_on_oneself"):
        act(city, city.caller("A0002"))


def test_the_post_is_passed_on_neither_to_a_third_nor_for_longer(city: Directory) -> None:
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.appoint("A0001", "C0001", deputy(city), days=(0, 300))
    city.hire("A0002", Role.ADMINISTRATOR)
    with pytest.raises(Forbidden, match="not_by_stand_in"):
        city.appoint("A0002", "C0001", deputy(city), days=(0, 300))


def test_a_hall_managers_post_is_not_passed_on(city: Directory) -> None:
    city.hire("M0001", Role.HALL_MANAGER)
    city.appoint("M0001", "C0001", ADMINISTRATOR)
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.appoint("M0001", "B0001", city.caller("C0001"), days=(0, 300))


def test_it_is_the_colleagues_post_that_acts_where_ones_own_does_not_reach(city: Directory) -> None:
    """A hall manager of another department, who does an administrator's work."""
    lent = Post(frozenset({Role.ADMINISTRATOR}), stands_in_for="A0001")
    own = Post(frozenset({Role.HALL_MANAGER}), ("31",), (DIVISION,))
    by = Caller(kind="staff", id="M0001", posts=(own, lent))
    check(Access(roles=frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER})), by)
    city.appoint("C0001", "B0001", by)
    assert city.committer.of("staff#C0001")[-1].on_behalf_of == "staff:A0001"


@pytest.mark.parametrize("power", POWERS)
def test_a_power_does_not_come_to_who_was_appointed_for_other_work(city: Directory, power: Role) -> None:
    city.appoint("C0001", "B0001", ADMINISTRATOR, days=(1, 2))
    with pytest.raises(Invalid) as error:
        change(city, "C0001", ADMINISTRATOR, power)
    assert "power_would_be_lent" in [fault.code for fault in error.value.faults]
    city.shift = timedelta(days=3)
    change(city, "C0001", ADMINISTRATOR, power)

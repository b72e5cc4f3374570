"""Who could do a piece of work: for assignment and transfer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.staff import service
from chalicelib.staff.colleagues import Work, colleague
from chalicelib.staff.records import Held, StaffState
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
from chalicelib.staff.service import Colleague
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)
TODAY = date(2026, 11, 21)
CITY, VILLAGE = "530100000000", "530102002001"


@pytest.fixture
def city() -> Directory:
    return Directory()


def hire(city: Directory, staff_no: str, *divisions: str, department: str = "09", role: Role = Role.CLERK) -> None:
    scope = Scope(frozenset({role}), (department,), divisions)
    city.registering.register(NewStaff(staff_no, "钱一", PASSWORD, scope), ADMINISTRATOR, None)


def clerks(city: Directory, division: str = DIVISION, on: date = TODAY) -> tuple[Colleague, ...]:
    return city.service.colleagues("09", division, Role.CLERK, on)


def test_those_whose_post_reaches_the_work_by_number(city: Directory) -> None:
    hire(city, "W0003", DIVISION)
    hire(city, "W0001", "*")
    hire(city, "W0002", DIVISION, department="*")
    hire(city, "W0004", DIVISION, department="31")
    hire(city, "W0005", "530103000000")
    hire(city, "W0006", DIVISION, role=Role.EXAMINER)
    assert clerks(city) == (
        Colleague("W0001", ("*",)),
        Colleague("W0002", (DIVISION,)),
        Colleague("W0003", (DIVISION,)),
    )


def test_one_number_gets_the_answer_that_the_list_has(city: Directory) -> None:
    hire(city, "W0001", "*")
    hire(city, "W0002", DIVISION, department="31")
    hire(city, "W0003", DIVISION, role=Role.EXAMINER)
    listed = {one.staff_no: one for one in clerks(city)}
    for number in ("W0001", "W0002", "W0003", "W9999"):
        assert city.service.colleague(number, "09", DIVISION, Role.CLERK, TODAY) == listed.get(number)


def test_the_most_specific_division_comes_first_and_what_does_not_reach_is_left_out(city: Directory) -> None:
    hire(city, "W0001", "*", CITY, VILLAGE, DIVISION, "530103000000")
    assert clerks(city, VILLAGE) == (Colleague("W0001", (VILLAGE, DIVISION, CITY, "*")),)
    assert clerks(city, CITY) == (Colleague("W0001", (CITY, "*")),)


def test_posts_of_the_department_count_as_well(city: Directory) -> None:
    city.open_department("09", CK=Role.CLERK, SC=Role.EXAMINER)
    for staff_no, post in (("W0001", "CK"), ("W0002", "SC")):
        city.register(staff_no, held=(Held("09", post, (DIVISION,)),))
    assert [one.staff_no for one in clerks(city)] == ["W0001"]


def test_who_left_is_no_colleague(city: Directory) -> None:
    hire(city, "W0001", DIVISION)
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    assert clerks(city) == ()


def test_who_left_a_moment_ago_and_is_listed_still_is_none_either(city: Directory) -> None:
    """The list is read as of a moment ago; the account says how it is."""
    hire(city, "W0001", DIVISION)
    left = city.store.items["staff", "W0001"]._replace(state=StaffState.LEFT)
    assert colleague(left, Work("09", DIVISION, Role.CLERK), {}, TODAY) is None


def test_who_is_away_is_marked_with_their_stand_in(city: Directory) -> None:
    hire(city, "W0001", DIVISION)
    hire(city, "X0001", DIVISION, department="31")
    city.appoint("W0001", "X0001", ADMINISTRATOR, days=(1, 3))
    away = {day: clerks(city, on=TODAY + timedelta(days=day)) for day in range(5)}
    assert [found[0].away for found in away.values()] == [None, "X0001", "X0001", "X0001", None]
    assert {len(found) for found in away.values()} == {1}, "a stand-in has no post of their own for it"


def test_nothing_is_given_to_a_stand_in_who_left(city: Directory) -> None:
    for number in ("W0001", "W0002", "W0003"):
        hire(city, number, DIVISION)
    city.appoint("W0001", "W0002", ADMINISTRATOR)
    city.accounts.depart("W0002", ADMINISTRATOR, None)
    assert [one.staff_no for one in clerks(city)] == ["W0003"]


def test_more_than_a_page_are_found_up_to_a_limit(city: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_AT_ONCE", 2)
    monkeypatch.setattr(service, "COLLEAGUES", 6)
    for number in range(8):
        hire(city, f"W000{number}", DIVISION, department="*" if number % 2 else "09")
    assert [one.staff_no for one in clerks(city)] == [f"W000{number}" for number in range(6)]

"""Number, password and one-time code: who proves to be whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from chalicelib.shared.access import Role
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory

STEP = timedelta(seconds=30)


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("W0001")
    made.hire("S0001", Role.SUPERVISOR)
    return made


def test_number_and_password_prove_who_it_is(city: Directory) -> None:
    member = city.service.checked("W0001", PASSWORD)
    assert member
    assert member._replace(looked_at=None) == city.service.member("W0001")
    assert [post.roles for post in member.posts] == [{Role.CLERK}]


def test_whatever_is_wrong_nobody_is_let_in(city: Directory) -> None:
    city.accounts.depart("W0001", a_clerk(Role.ADMINISTRATOR), None)
    assert city.service.checked("W0001", PASSWORD) is None
    assert city.service.checked("W9999", PASSWORD) is None
    assert city.service.checked("S0001", PASSWORD + "x", city.code()) is None
    assert city.service.checked("S0001", PASSWORD) is None
    assert city.service.checked("S0001", PASSWORD, city.code(steps=2)) is None
    assert city.service.checked("S0001", PASSWORD, city.code())


def test_a_second_factor_that_is_not_due_is_asked_for_all_the_same(city: Directory) -> None:
    city.enrol("W0001")
    assert city.service.checked("W0001", PASSWORD) is None
    assert city.service.checked("W0001", PASSWORD, city.code())


def test_a_code_without_a_second_factor_does_no_harm(city: Directory) -> None:
    assert city.service.checked("W0001", PASSWORD, "000000")


def test_a_code_is_good_once(city: Directory) -> None:
    code = city.code()
    assert city.service.checked("S0001", PASSWORD, code)
    assert city.service.checked("S0001", PASSWORD, code) is None
    city.clock.move(STEP)
    assert city.service.checked("S0001", PASSWORD, code) is None
    assert city.service.checked("S0001", PASSWORD, city.code())


def test_a_wrong_password_does_not_use_a_code_up(city: Directory) -> None:
    code = city.code()
    assert city.service.checked("S0001", "wrong", code) is None
    assert city.service.checked("S0001", PASSWORD, code)


def test_of_many_at_the_same_moment_one_gets_through(city: Directory) -> None:
    code = city.code()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: city.service.checked("S0001", PASSWORD, code), range(8)))
    assert len([member for member in found if member]) == 1


def test_a_log_in_begins_before_the_password_is_read_so_that_a_reset_meanwhile_ends_it(city: Directory) -> None:
    read = city.store.file

    def reset_meanwhile(staff_no: str, today: date) -> object:
        found = read(staff_no, today)
        city.clock.move(timedelta(milliseconds=20))
        city.securing.reset_password(staff_no, "Reset by somebody 3", a_clerk(Role.ADMINISTRATOR), None)
        city.clock.move(timedelta(seconds=2))
        return found

    city.store.file = reset_meanwhile  # type: ignore[assignment,method-assign]
    proved = city.service.checked("W0001", PASSWORD)
    city.store.file = read  # type: ignore[method-assign]
    member = city.service.member("W0001")
    assert proved
    assert proved.looked_at
    assert member
    assert not member.honours("the session that was opened", proved.looked_at)

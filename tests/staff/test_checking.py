"""Number, password and one-time code: who proves to be whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from chalicelib.configuration.documents import Passwords
from chalicelib.shared.access import Role, system
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
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


class TestATemporaryPassword:
    """It was told to somebody on paper or by telephone: it does not lie about for ever."""

    def test_is_good_for_its_hours(self, city: Directory) -> None:
        city.register("W0002", Role.CLERK)
        city.clock.move(timedelta(hours=72) - timedelta(seconds=1))
        assert city.service.checked("W0002", PASSWORD)
        city.clock.move(timedelta(seconds=1))
        assert city.service.checked("W0002", PASSWORD) is None

    def test_is_good_for_as_long_as_the_city_says(self, city: Directory) -> None:
        city.register("W0002", Role.CLERK)
        city.policy = Passwords(temporary_hours=2)
        city.clock.move(timedelta(hours=2))
        assert city.service.checked("W0002", PASSWORD) is None

    def test_of_the_first_administrator_too(self, city: Directory) -> None:
        new = NewStaff("A0001", "钱一", PASSWORD, Scope(frozenset({Role.ADMINISTRATOR})))
        city.registering.register_first_administrator(new, system("bootstrap"))
        city.clock.move(timedelta(hours=72))
        assert city.service.checked("A0001", PASSWORD) is None

    def test_begins_anew_when_the_administrator_resets_it(self, city: Directory) -> None:
        city.register("W0002", Role.CLERK)
        city.clock.move(timedelta(hours=72))
        city.securing.reset_password("W0002", PASSWORD, a_clerk(Role.ADMINISTRATOR), None)
        assert city.service.checked("W0002", PASSWORD)
        city.clock.move(timedelta(hours=72))
        assert city.service.checked("W0002", PASSWORD) is None

    def test_that_is_over_uses_no_code_up(self, city: Directory) -> None:
        city.securing.reset_password("S0001", PASSWORD, a_clerk(Role.ADMINISTRATOR), None)
        city.clock.move(timedelta(hours=72))
        assert city.service.checked("S0001", PASSWORD, city.code()) is None
        assert city.store.items["credentials", "S0001"].last_step == 0

    def test_that_became_ones_own_stays(self, city: Directory) -> None:
        city.clock.move(timedelta(hours=72))
        assert city.service.checked("W0001", PASSWORD)

    def test_does_not_age_with_law_time(self, city: Directory) -> None:
        city.register("W0002", Role.CLERK)
        city.shift = timedelta(days=30)
        assert city.service.checked("W0002", PASSWORD)


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

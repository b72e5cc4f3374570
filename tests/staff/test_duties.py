"""What has to be done before any post counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.staff.rights import SECOND_FACTOR_ROLES
from tests.staff.directories import Directory


@pytest.fixture
def city() -> Directory:
    return Directory()


def held(city: Directory, staff_no: str = "W0001") -> tuple[tuple[str, ...], int]:
    """Duties, and how many posts count."""
    member = city.service.member(staff_no)
    assert member
    return member.duties, len(member.posts)


def test_a_temporary_password_has_to_be_changed_first(city: Directory) -> None:
    city.register("W0001", Role.CLERK)
    assert held(city) == (("change_password",), 0)


def test_who_has_done_all_holds_the_posts(city: Directory) -> None:
    city.hire()
    assert held(city) == ((), 1)


def test_a_password_that_is_too_old_has_to_be_changed(city: Directory) -> None:
    city.hire()
    city.clock.move(timedelta(days=city.policy.age_days))
    assert held(city) == (("change_password",), 0)


def test_moving_law_time_ages_no_password(city: Directory) -> None:
    city.hire()
    city.shift = timedelta(days=400)
    assert held(city) == ((), 1)


@pytest.mark.parametrize("role", sorted(Role))
def test_posts_of_much_power_ask_for_a_second_factor(city: Directory, role: Role) -> None:
    city.register("W0001", role)
    expected = ("change_password", "enrol_second_factor") if role in SECOND_FACTOR_ROLES else ("change_password",)
    assert held(city) == (expected, 0)


def test_those_are_supervisors_auditors_and_both_kinds_of_administrators() -> None:
    assert {
        Role.SUPERVISOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
    } == SECOND_FACTOR_ROLES


def test_a_leaver_and_an_unknown_number_are_nobody(city: Directory) -> None:
    assert city.service.member("W0001") is None

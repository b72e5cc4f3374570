"""Somebody leaves: their sessions end at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("W0001")
    return made


def test_every_token_is_refused_with_the_next_request(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    assert city.refused("W0001")


def test_no_session_can_be_refreshed_and_nobody_logs_in(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    assert city.service.member("W0001") is None
    assert city.service.checked("W0001", PASSWORD) is None


def test_the_account_stays_to_be_seen_and_the_number_is_never_given_again(city: Directory) -> None:
    answer = city.accounts.depart("W0001", ADMINISTRATOR, None)
    assert answer["state"] == "left"
    assert city.accounts.shown("W0001") == answer
    with pytest.raises(RuleViolation, match="staff_no_in_use"):
        city.register("W0001", Role.CLERK)


def test_it_is_an_act(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    act = city.committer.of("staff#W0001")[-1]
    assert (act.type, act.changes) == ("staff.departed", {"state": "left"})


def test_nobody_leaves_twice(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    with pytest.raises(NotFound):
        city.accounts.depart("W0001", ADMINISTRATOR, None)


def test_the_last_administrator_cannot_leave(city: Directory) -> None:
    for staff_no in ("A0001", "A0002"):
        city.hire(staff_no, Role.ADMINISTRATOR)
    city.accounts.depart("A0001", ADMINISTRATOR, None)
    with pytest.raises(RuleViolation, match="last_administrator"):
        city.accounts.depart("A0002", ADMINISTRATOR, None)


def test_who_stood_in_for_them_does_so_no_longer(city: Directory) -> None:
    city.hire("W0002", Role.EXAMINER)
    city.appoint("W0001", "W0002", ADMINISTRATOR)
    city.clock.move(timedelta(seconds=10))
    assert (city.caller("W0002").roles, city.refused("W0002")) == ({Role.CLERK, Role.EXAMINER}, False)
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    assert city.refused("W0002")
    assert city.caller("W0002").roles == {Role.EXAMINER}

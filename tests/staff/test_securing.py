"""What administrators do about other people's credentials."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation, Throttled
from chalicelib.staff.service import LOG_IN_ATTEMPTS
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)
SECURITY = a_clerk(Role.SECURITY_ADMINISTRATOR)
NEXT = "A temporary password 2"


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("W0001")
    made.hire("S0001", Role.SUPERVISOR)
    return made


def test_a_reset_password_is_temporary(city: Directory) -> None:
    city.securing.reset_password("W0001", NEXT, ADMINISTRATOR, None)
    assert city.service.checked("W0001", PASSWORD) is None
    member = city.service.checked("W0001", NEXT)
    assert member
    assert (member.duties, member.posts) == (("change_password",), ())


def test_a_reset_ends_every_session(city: Directory) -> None:
    opened = city.clock.now()
    city.clock.move(timedelta(seconds=1))
    city.securing.reset_password("W0001", NEXT, ADMINISTRATOR, None)
    assert city.refused("W0001")
    member = city.service.member("W0001")
    assert member
    assert not member.honours("session-W0001", opened)


def test_a_reset_leaves_the_second_factor(city: Directory) -> None:
    """So an administrator cannot log in as somebody who has one."""
    city.securing.reset_password("S0001", NEXT, ADMINISTRATOR, None)
    assert city.service.checked("S0001", NEXT) is None
    assert city.service.checked("S0001", NEXT, city.code())


def test_a_temporary_password_is_as_good_as_any(city: Directory) -> None:
    with pytest.raises(Invalid) as error:
        city.securing.reset_password("W0001", "w0001", ADMINISTRATOR, None)
    assert {fault.pointer for fault in error.value.faults} == {"/password"}


def test_what_was_replaced_is_not_chosen_again(city: Directory) -> None:
    city.securing.reset_password("W0001", NEXT, ADMINISTRATOR, None)
    with pytest.raises(Invalid):
        city.own.change_password(NEXT, PASSWORD, city.caller("W0001"), None)


def test_a_second_factor_is_taken_away_and_sessions_end(city: Directory) -> None:
    city.securing.reset_second_factor("S0001", SECURITY, None)
    assert city.refused("S0001")
    member = city.service.checked("S0001", PASSWORD)
    assert member
    assert (member.duties, member.posts) == (("enrol_second_factor",), ())


def test_an_unlocked_number_may_be_tried_again(city: Directory) -> None:
    window = timedelta(minutes=30)
    for _ in range(5):
        city.guesses.reserve(LOG_IN_ATTEMPTS, "W0001", 5, window)
    with pytest.raises(Throttled):
        city.guesses.reserve(LOG_IN_ATTEMPTS, "W0001", 5, window)
    city.securing.unlock("W0001", ADMINISTRATOR, None)
    city.guesses.reserve(LOG_IN_ATTEMPTS, "W0001", 5, window)


def test_each_is_an_act_of_who_did_it(city: Directory) -> None:
    city.securing.reset_password("S0001", NEXT, ADMINISTRATOR, None)
    city.securing.reset_second_factor("S0001", SECURITY, None)
    city.securing.unlock("S0001", ADMINISTRATOR, None)
    acts = city.committer.of("staff#S0001")[1:]
    assert [(act.type, act.actor.role) for act in acts] == [
        ("staff.password_replaced", "administrator"),
        ("staff.second_factor_removed", "security_administrator"),
        ("staff.unlocked", "administrator"),
    ]
    assert NEXT not in "".join(act.canonical for act in acts)


def test_nobody_does_it_for_themselves(city: Directory) -> None:
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.securing.reset_password(ADMINISTRATOR.id, NEXT, ADMINISTRATOR, None)
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.securing.reset_second_factor(SECURITY.id, SECURITY, None)


def test_a_leaver_and_an_unknown_number_are_not_found(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    for staff_no in ("W0001", "W9999"):
        with pytest.raises(NotFound):
            city.securing.reset_password(staff_no, NEXT, ADMINISTRATOR, None)
        with pytest.raises(NotFound):
            city.securing.reset_second_factor(staff_no, SECURITY, None)
        with pytest.raises(NotFound):
            city.securing.unlock(staff_no, ADMINISTRATOR, None)


def test_a_reset_spares_not_even_the_session_in_which_the_password_was_changed(city: Directory) -> None:
    city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    opened = city.clock.now() - timedelta(seconds=1)
    member = city.service.member("W0001")
    assert member
    assert member.honours("session-W0001", opened)
    city.securing.reset_password("W0001", PASSWORD, ADMINISTRATOR, None)
    member = city.service.member("W0001")
    assert member
    assert not member.honours("session-W0001", opened)


def test_a_seed_that_was_shown_before_the_reset_cannot_be_confirmed_after_it(city: Directory) -> None:
    seed = str(city.own.begin_second_factor(PASSWORD, city.caller("W0001"), None)["seed"])
    city.securing.reset_second_factor("W0001", SECURITY, None)
    with pytest.raises(RuleViolation, match="second_factor_not_begun"):
        city.own.confirm_second_factor(city.code(seed), city.caller("W0001"), None)

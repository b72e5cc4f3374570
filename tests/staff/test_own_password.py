"""Changing one's own password."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.errors import Invalid, RuleViolation, Throttled
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory

NEXT = "Another long password 2"


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.register("W0001", Role.CLERK)
    return made


def faults(city: Directory, old: str, new: str) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as error:
        city.own.change_password(old, new, city.caller("W0001"), None)
    return [(fault.pointer, fault.code) for fault in error.value.faults]


def test_the_new_password_counts_and_the_duty_is_done(city: Directory) -> None:
    answer = city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    assert answer == {"duties": [], "refresh_required": True}
    assert city.service.checked("W0001", PASSWORD) is None
    member = city.service.checked("W0001", NEXT)
    assert member
    assert member.duties == ()
    assert member.posts


def test_it_is_an_act_without_the_password(city: Directory) -> None:
    city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    act = city.committer.of("staff#W0001")[-1]
    assert (act.type, act.actor.id) == ("staff.password_changed", "W0001")
    assert NEXT not in act.canonical


def test_the_old_password_is_asked_for(city: Directory) -> None:
    assert faults(city, "wrong", "short") == [("/old", "password_wrong")]


def test_everything_wrong_with_the_new_one_is_said_at_once(city: Directory) -> None:
    assert faults(city, PASSWORD, "w0001") == [
        ("/new", "too_short"),
        ("/new", "password_too_plain"),
        ("/new", "password_names_its_owner"),
    ]


def test_the_last_passwords_are_not_taken_again(city: Directory) -> None:
    city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    assert faults(city, NEXT, NEXT) == faults(city, NEXT, PASSWORD) == [("/new", "password_used_before")]


def test_an_older_one_is_taken_again(city: Directory) -> None:
    passwords = [PASSWORD, *(f"Another long password {number}" for number in range(city.policy.history))]
    for old, new in zip(passwords, [*passwords[1:], PASSWORD], strict=True):
        city.own.change_password(old, new, city.caller("W0001"), None)
    assert city.service.checked("W0001", PASSWORD)


def test_other_sessions_are_not_honoured_any_more(city: Directory) -> None:
    opened = city.clock.now()
    city.clock.move(timedelta(seconds=1))
    city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    member = city.service.member("W0001")
    assert member
    assert not member.honours("another session", opened)
    assert member.honours("session-W0001", opened)
    assert member.honours("a later session", city.clock.now())


def test_tokens_of_other_sessions_are_refused_with_the_next_request_and_those_of_this_one_are_not(
    city: Directory,
) -> None:
    issued = int(city.clock.now().timestamp())
    city.clock.move(timedelta(seconds=1))
    city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    assert city.endings.refuses(("session:another", "staff:W0001"), issued, at_once=True)
    assert not city.endings.refuses(("session:session-W0001", "staff:W0001"), issued, at_once=True)


def test_five_wrong_passwords_lock_for_half_an_hour(city: Directory) -> None:
    for _ in range(5):
        faults(city, "wrong", NEXT)
    with pytest.raises(Throttled):
        city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    city.clock.move(timedelta(minutes=30))
    assert city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)


def test_a_reset_meanwhile_stands(city: Directory) -> None:
    """Somebody who knows the old password must not undo what the administrator has just done."""
    administrator = a_clerk(Role.ADMINISTRATOR)
    before = city.store.credentials

    def reset_meanwhile(staff_no: str) -> object:
        city.store.credentials = before  # type: ignore[method-assign]
        found = before(staff_no)
        city.securing.reset_password(staff_no, "Reset by somebody 3", administrator, None)
        return found

    city.store.credentials = reset_meanwhile  # type: ignore[assignment,method-assign]
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)
    assert city.service.checked("W0001", "Reset by somebody 3")


def test_a_right_password_is_no_wrong_guess_whatever_else_is_wrong(city: Directory) -> None:
    for _ in range(6):
        assert faults(city, PASSWORD, "short")[0] == ("/new", "too_short")
    assert city.own.change_password(PASSWORD, NEXT, city.caller("W0001"), None)


@pytest.mark.parametrize("helped", ["unlock", "reset_password"])
def test_an_administrator_lifts_the_lock(city: Directory, helped: str) -> None:
    for _ in range(5):
        faults(city, "wrong", NEXT)
    administrator, known = a_clerk(Role.ADMINISTRATOR), PASSWORD
    if helped == "unlock":
        city.securing.unlock("W0001", administrator, None)
    else:
        known = "Reset by somebody 3"
        city.securing.reset_password("W0001", known, administrator, None)
    assert city.own.change_password(known, NEXT, city.caller("W0001"), None)

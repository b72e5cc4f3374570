"""Enrolling a second factor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.errors import Invalid, RuleViolation, Throttled
from tests.builders import a_clerk
from tests.staff.directories import PASSWORD, Directory


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("W0001")
    return made


def begin(city: Directory) -> str:
    return str(city.own.begin_second_factor(PASSWORD, city.caller("W0001"), None)["seed"])


def confirm(city: Directory, code: str) -> dict[str, object]:
    return city.own.confirm_second_factor(code, city.caller("W0001"), None)


def test_a_seed_counts_once_it_is_confirmed(city: Directory) -> None:
    seed = begin(city)
    assert city.service.checked("W0001", PASSWORD)
    assert confirm(city, city.code(seed)) == {"duties": [], "refresh_required": True}
    assert city.service.checked("W0001", PASSWORD) is None
    city.clock.move(timedelta(seconds=30))
    assert city.service.checked("W0001", PASSWORD, city.code(seed))


def refused(city: Directory, password: str) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as error:
        city.own.begin_second_factor(password, city.caller("W0001"), None)
    return [(fault.pointer, fault.code) for fault in error.value.faults]


def test_a_stolen_token_alone_enrols_nothing(city: Directory) -> None:
    assert refused(city, "not the password") == [("/password", "password_wrong")]
    with pytest.raises(RuleViolation, match="second_factor_not_begun"):
        confirm(city, city.code())


def test_wrong_passwords_count_together_with_those_of_changing_it(city: Directory) -> None:
    caller = city.caller("W0001")
    for _ in range(3):
        refused(city, "wrong")
    for _ in range(2):
        with pytest.raises(Invalid):
            city.own.change_password("wrong", PASSWORD + "!", caller, None)
    with pytest.raises(Throttled):
        begin(city)
    with pytest.raises(Throttled):
        city.own.change_password(PASSWORD, PASSWORD + "!", caller, None)
    city.clock.move(timedelta(minutes=30))
    assert begin(city)


def test_the_right_password_forgets_the_wrong_ones(city: Directory) -> None:
    for _ in range(2):
        for _ in range(4):
            refused(city, "wrong")
        assert begin(city)


def test_a_password_that_was_reset_while_it_was_looked_at_enrols_nothing(city: Directory) -> None:
    before = city.store.credentials

    def reset_meanwhile(staff_no: str) -> object:
        city.store.credentials = before  # type: ignore[method-assign]
        found = before(staff_no)
        city.securing.reset_password(staff_no, "Reset by somebody 3", a_clerk(Role.ADMINISTRATOR), None)
        return found

    city.store.credentials = reset_meanwhile  # type: ignore[assignment,method-assign]
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        begin(city)


def test_sessions_that_a_password_alone_opened_end_at_once_but_for_the_one_that_enrols(city: Directory) -> None:
    """Whoever knows the password must not wait in a session for the second factor, and the posts that it opens."""
    opened = city.clock.now()
    city.clock.move(timedelta(seconds=1))
    confirm(city, city.code(begin(city)))
    member = city.service.member("W0001")
    assert member
    assert not member.honours("another session", opened)
    assert member.honours("session-W0001", opened)
    issued = int(opened.timestamp())
    assert city.endings.refuses(("session:another", "staff:W0001"), issued, at_once=True)
    assert not city.endings.refuses(("session:session-W0001", "staff:W0001"), issued, at_once=True)


def test_the_code_that_confirmed_is_used_up(city: Directory) -> None:
    seed = begin(city)
    confirm(city, city.code(seed))
    assert city.service.checked("W0001", PASSWORD, city.code(seed)) is None


def test_the_seed_is_kept_sealed_and_is_in_no_act(city: Directory) -> None:
    answer = city.own.begin_second_factor(PASSWORD, city.caller("W0001"), None)
    seed = str(answer["seed"])
    assert seed in str(answer["otpauth_uri"])
    confirm(city, city.code(seed))
    acts = city.committer.of("staff#W0001")
    assert acts[-1].type == "staff.second_factor_enrolled"
    assert seed not in repr(city.store.items) + "".join(act.canonical for act in acts)


def test_a_wrong_code_confirms_nothing(city: Directory) -> None:
    seed = begin(city)
    with pytest.raises(Invalid) as error:
        confirm(city, city.code(seed, steps=3))
    assert [(fault.pointer, fault.code) for fault in error.value.faults] == [("/totp_code", "totp_code_wrong")]
    assert city.service.checked("W0001", PASSWORD)


def test_the_last_seed_is_the_one_to_confirm(city: Directory) -> None:
    first, second = begin(city), begin(city)
    with pytest.raises(Invalid):
        confirm(city, city.code(first))
    confirm(city, city.code(second))


def test_nothing_is_confirmed_that_was_not_begun(city: Directory) -> None:
    with pytest.raises(RuleViolation, match="second_factor_not_begun"):
        confirm(city, city.code())


def test_an_enrolled_second_factor_is_not_replaced_by_who_holds_a_session(city: Directory) -> None:
    confirm(city, city.code(begin(city)))
    with pytest.raises(RuleViolation, match="second_factor_enrolled"):
        begin(city)


def test_it_is_the_last_duty(city: Directory) -> None:
    city.register("S0001", Role.SUPERVISOR)
    caller = city.caller("S0001")
    answer = city.own.change_password(PASSWORD, PASSWORD + "!", caller, None)
    assert answer["duties"] == ["enrol_second_factor"]
    seed = str(city.own.begin_second_factor(PASSWORD + "!", caller, None)["seed"])
    assert city.own.confirm_second_factor(city.code(seed), caller, None)["duties"] == []
    assert city.caller("S0001").roles == {Role.SUPERVISOR}

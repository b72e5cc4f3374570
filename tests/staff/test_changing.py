"""Giving somebody other posts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation, Stale
from chalicelib.staff.records import Held
from chalicelib.staff.scopes import Scope
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)
EXAMINER = Scope(frozenset({Role.EXAMINER}), ("11",), ("*",))


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("W0001")
    return made


def change(city: Directory, scope: Scope, staff_no: str = "W0001") -> dict[str, Any]:
    version = city.accounts.shown(staff_no)["version"]
    return city.accounts.change(staff_no, scope, version, ADMINISTRATOR)


def test_the_new_posts_are_those_of_the_next_refresh(city: Directory) -> None:
    answer = change(city, EXAMINER)
    assert answer == city.accounts.shown("W0001")
    (post,) = city.caller("W0001").posts
    assert post == (frozenset({Role.EXAMINER}), ("11",), ("*",), None)


def test_tokens_with_the_old_posts_are_refused_at_once(city: Directory) -> None:
    assert not city.refused("W0001")
    change(city, EXAMINER)
    assert city.refused("W0001")


def test_who_stands_in_for_them_is_refused_too_and_gets_the_new_posts(city: Directory) -> None:
    city.hire("W0002")
    city.appoint("W0001", "W0002", ADMINISTRATOR)
    city.clock.move(timedelta(seconds=10))
    assert not city.refused("W0002")
    change(city, EXAMINER)
    assert city.refused("W0002")
    assert city.caller("W0002").roles == {Role.CLERK, Role.EXAMINER}


def test_the_act_says_what_changed_and_nothing_else(city: Directory) -> None:
    change(city, Scope(frozenset({Role.EXAMINER}), ("09",), (DIVISION,)))
    act = city.committer.of("staff#W0001")[-1]
    assert (act.type, act.changes) == ("staff.changed", {"roles": ["examiner"]})


def test_a_version_that_is_not_the_latest_is_refused(city: Directory) -> None:
    change(city, EXAMINER)
    with pytest.raises(Stale):
        city.accounts.change("W0001", EXAMINER, 1, ADMINISTRATOR)


def test_a_log_in_makes_no_version_stale(city: Directory) -> None:
    city.hire("S0001", Role.SUPERVISOR)
    before = city.accounts.shown("S0001")["version"]
    assert city.service.checked("S0001", "A long enough password 1", city.code())
    assert city.accounts.shown("S0001")["version"] == before


def test_nobody_changes_their_own(city: Directory) -> None:
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.accounts.change(ADMINISTRATOR.id, EXAMINER, 1, ADMINISTRATOR)


@pytest.mark.parametrize("first", [0, 3], ids=["today", "later"])
def test_nobody_changes_what_they_have_or_will_have_by_standing_in(city: Directory, first: int) -> None:
    city.hire("A0001", Role.ADMINISTRATOR)
    city.appoint("W0001", "A0001", ADMINISTRATOR, days=(first, 6))
    version = city.accounts.shown("W0001")["version"]
    with pytest.raises(Forbidden, match="not_on_oneself"):
        city.accounts.change("W0001", EXAMINER, version, city.caller("A0001"))


def test_separate_powers_stay_separate(city: Directory) -> None:
    with pytest.raises(Invalid) as error:
        change(city, Scope(frozenset({Role.AUDITOR, Role.ADMINISTRATOR})))
    assert [fault.code for fault in error.value.faults] == ["powers_not_separate"]


@pytest.mark.parametrize(("changed", "other"), [("W0001", "W0002"), ("W0002", "W0001")])
def test_a_power_apart_from_that_of_whoever_stands_in_is_refused(city: Directory, changed: str, other: str) -> None:
    city.hire("W0002")
    change(city, Scope(frozenset({Role.AUDITOR})), other)
    city.appoint("W0001", "W0002", ADMINISTRATOR)
    with pytest.raises(Invalid) as error:
        change(city, Scope(frozenset({Role.SECURITY_ADMINISTRATOR})), changed)
    assert "powers_not_separate" in [fault.code for fault in error.value.faults]


def test_the_last_administrator_stays_one(city: Directory) -> None:
    city.hire("A0001", Role.ADMINISTRATOR)
    with pytest.raises(RuleViolation, match="last_administrator"):
        change(city, EXAMINER, "A0001")
    city.hire("A0002", Role.ADMINISTRATOR)
    change(city, EXAMINER, "A0001")
    with pytest.raises(RuleViolation, match="last_administrator"):
        change(city, EXAMINER, "A0002")


def test_a_leaver_and_an_unknown_number_are_not_found(city: Directory) -> None:
    city.accounts.depart("W0001", ADMINISTRATOR, None)
    for staff_no in ("W0001", "W9999"):
        with pytest.raises(NotFound):
            city.accounts.change(staff_no, EXAMINER, 2, ADMINISTRATOR)


def test_posts_of_a_department_are_held_for_some_divisions(city: Directory) -> None:
    city.open_department("31", CK=Role.CLERK)
    change(city, Scope(frozenset(), held=(Held("31", "CK", (DIVISION,)),)))
    (post,) = city.caller("W0001").posts
    assert post == (frozenset({Role.CLERK}), ("31",), (DIVISION,), None)

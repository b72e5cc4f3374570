"""注销 at its edges: what happens at the same moment, on the very day, and to whom it was never due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib.identity.persons.records import PersonState
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Unauthenticated
from tests.identity.cities import ZHANG
from tests.identity.persons import Held, Town


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def zhang(town: Town) -> Caller:
    return town.verified("phone", ZHANG)


def due_on(town: Town, person_id: str) -> date | None:
    person = town.store.person(person_id)
    assert person
    return person.due_on


def test_a_day_is_one_of_the_city_not_of_the_machine(town: Town, zhang: Caller) -> None:
    before = town.parts.law.today()
    while town.parts.law.today() == before:
        town.later(hours=1)
    assert town.clock.now().date() == before
    assert town.closing.request(zhang, None)["closes_on"] == str(before + timedelta(days=8))


def test_tokens_are_refused_with_the_account(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    token = town.log_in("phone")["access_token"]
    town.later(seconds=1)
    assert town.day() == ["closed"]
    town.later(seconds=31)
    with pytest.raises(Unauthenticated, match="token_invalid"):
        town.service.authenticate(token)


def test_taken_back_while_the_function_is_at_it_everything_stays(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    caller = town.citizen("phone")
    town.committer.meanwhile = lambda: town.closing.withdraw(caller, None)
    assert town.day() == ["active"]
    assert town.citizen("phone").id == zhang.id
    assert town.whole()


def test_carried_out_too_early_nothing_changes(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    day = due_on(town, zhang.id)
    town.later(days=2)
    assert town.daily.carry_out(zhang.id) == "closing"
    assert due_on(town, zhang.id) == day
    assert town.citizen("phone").id == zhang.id


def test_on_the_last_day_of_keeping_records_are_kept(town: Town, zhang: Caller) -> None:
    town.records.held[zhang.id] = Held(0, town.parts.law.today() + timedelta(days=7))
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.day() == ["closed"]
    town.later(days=1)
    assert town.day() == ["erased"]


def test_who_is_closed_is_not_erased_while_a_case_is_open_again(town: Town, zhang: Caller) -> None:
    town.records.held[zhang.id] = Held(0, date(2026, 12, 31))
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.day() == ["closed"]
    town.records.held[zhang.id] = Held(1, date(2026, 12, 31))
    town.later(days=60)
    assert town.day() == ["closed"]
    town.records.held.clear()
    town.later(days=1)
    assert town.day() == ["erased"]
    assert town.store.person(zhang.id).state is PersonState.ERASED  # type: ignore[union-attr]

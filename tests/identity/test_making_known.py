"""Persons whom a guardian brings: known by their number once, and again after they were closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib.identity.kiosks.log_in import Card
from chalicelib.identity.persons.making_known import MakingKnown
from tests.identity.cities import ZHANG
from tests.identity.persons import CHILD, Held, Town


@pytest.fixture
def town() -> Town:
    return Town()


def known(town: Town, who: tuple[str, str] = CHILD) -> str:
    parts = town.parts
    making = MakingKnown(parts.store, parts.committer, parts.recorder, parts.secret, parts.sealer, parts.law)
    return making.person_for(*who, "serial-1")


def test_nobody_is_made_known_twice(town: Town) -> None:
    person_id = known(town)
    assert known(town) == person_id
    assert town.present(CHILD, guardian_present=True)["person_id"] == person_id
    registered, verified = town.committer.of(f"person#{person_id}")
    assert (registered.type, verified.type) == ("person.registered", "person.verified")
    assert (registered.changes["evidence"], registered.changes["certificate"]) == ("serial-1", "resident_id")
    assert not any(text in registered.canonical for text in CHILD)
    assert town.service.person(person_id)[2:4] == CHILD
    assert town.whole()


def test_who_was_closed_is_opened_again_by_an_act(town: Town) -> None:
    zhang = town.verified("phone", ZHANG)
    town.records.held[zhang.id] = Held(0, date(2056, 12, 31))
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.day() == ["closed"]
    assert known(town, ZHANG) == zhang.id
    assert not town.service.person(zhang.id).closed
    assert town.committer.of(f"person#{zhang.id}")[-1].type == "person.reopened"
    assert town.whole()


def closed(town: Town, keep_for: int) -> str:
    """Zhang, whose accounts are closed and whose records are kept for some days more."""
    zhang = town.verified("phone", ZHANG)
    town.records.held[zhang.id] = Held(0, town.parts.law.today() + timedelta(days=keep_for))
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.two_days() == ["closed", "closed"]
    return zhang.id


@pytest.mark.parametrize("way", ["guardian", "window"])
def test_who_is_opened_without_an_account_is_erased_when_their_records_end(town: Town, way: str) -> None:
    person_id = closed(town, keep_for=300)
    assert (known(town, ZHANG) if way == "guardian" else town.present(ZHANG)["person_id"]) == person_id
    town.later(days=200)
    assert town.day() == []
    town.later(days=200)
    assert town.two_days() == ["closed", "erased"]
    assert town.whole()


def test_what_they_began_since_is_kept(town: Town) -> None:
    person_id = closed(town, keep_for=300)
    known(town, ZHANG)
    today = town.parts.law.today()
    town.records.held[person_id] = Held(1, today + timedelta(days=600))
    town.later(days=400)
    assert town.day() == ["active"]
    town.records.held[person_id] = Held(0, today + timedelta(days=600))
    town.later(days=1)
    assert town.day() == ["active"]
    assert not town.service.person(person_id).closed
    town.later(days=198)
    assert town.day() == []
    town.later(days=3)
    assert town.two_days() == ["closed", "erased"]


@pytest.mark.parametrize("way", ["guardian", "window"])
def test_an_account_that_joins_them_later_keeps_them(town: Town, way: str) -> None:
    person_id = closed(town, keep_for=300)
    assert known(town, ZHANG) if way == "guardian" else town.present(ZHANG)
    zhang = town.verified("phone", ZHANG)
    assert (zhang.id, town.service.me(zhang)["closes_on"]) == (person_id, None)
    town.later(days=400)
    assert town.day() == []
    assert town.citizen("phone").id == person_id


def test_a_kiosks_account_keeps_them_as_well(town: Town) -> None:
    person_id = closed(town, keep_for=300)
    assert town.present(ZHANG)["person_id"] == person_id
    secret = town.kiosks.register(town.manager, "K0001", "政务服务中心一层", None)["secret"]
    town.kiosk.open("K0001", secret, Card(*ZHANG))
    town.later(days=400)
    assert town.day() == []
    assert town.service.person(person_id).name == "张三"


def test_who_is_opened_just_before_their_records_end_has_time_to_be_served(town: Town) -> None:
    person_id = closed(town, keep_for=10)
    town.later(days=1)
    assert known(town, ZHANG) == person_id
    town.later(days=29)
    assert town.day() == []
    town.later(days=1)
    assert town.two_days() == ["closed", "erased"]

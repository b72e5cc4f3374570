"""Persons whom a guardian brings: known by their number once, and again after they were closed."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.identity.making_known import MakingKnown
from tests.identity.cities import ZHANG
from tests.identity.persons import CHILD, Held, Town


@pytest.fixture
def town() -> Town:
    return Town()


def known(town: Town, who: tuple[str, str] = CHILD) -> str:
    parts = town.parts
    making = MakingKnown(parts.store, parts.committer, parts.recorder, parts.secret, parts.sealer)
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
    town.later(days=20_000)
    assert town.day() == []
    assert town.whole()

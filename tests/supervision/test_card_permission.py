"""Who sees, explains and rescinds a card: everybody who might try, at its route and its reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.shared.access import PUBLIC, Caller, Role
from chalicelib.shared.errors import Forbidden, NotFound, Unauthenticated
from chalicelib.supervision.cards import answering, reading
from chalicelib.supervision.cards.issuing import issue
from tests.builders import a_citizen
from tests.supervision.carding import PERSON, City, at_work, entering, passed

THERE = ("530103000000", "09")
OTHERS = ("530102000000", "31")
CITY = ("530100000000", "*")
LEADING = {f"{role}{where}" for role in ("chief_representative", "hall_manager") for where in ("", " of the city")}
WATCHING = {f"{role}{where}" for role in ("supervisor", "auditor") for where in ("", " of the city")}


def everybody() -> Iterator[tuple[str, Caller]]:
    for role in Role:
        yield str(role), at_work(role)
        yield f"{role} there", at_work(role, THERE)
        yield f"{role} of others", at_work(role, OTHERS)
        yield f"{role} of the city", at_work(role, CITY)
    yield "person", at_work(Role.EXAMINER, number=PERSON)
    yield "person, moved", at_work(Role.EXAMINER, OTHERS, number=PERSON)
    yield "stand-in", at_work(Role.EXAMINER, number="B001", for_=PERSON)
    yield "person, on leave", Caller(kind="staff", id=PERSON)
    yield "citizen", a_citizen("person-zhang", 4)
    yield "public", PUBLIC


def allowed(city: City, path: str, act: Callable[[Caller, str], Any]) -> set[str]:
    """Who may do it, each to a card of their own."""
    found: set[str] = set()
    for number, (name, caller) in enumerate(everybody()):
        (card_id,) = issue(city.parts, passed(case_id=str(number)))
        try:
            act(entering(path, caller), card_id)
        except (Forbidden, NotFound, Unauthenticated):
            continue
        found.add(name)
    return found


@pytest.fixture
def city(tables: Any) -> City:
    return City()


def test_whoever_got_it_leads_or_oversees_sees_it(city: City) -> None:
    seeing = allowed(city, "/{card_id}", lambda by, card_id: reading.card(city.parts, by, card_id))
    assert seeing == {"person", "person, moved", "stand-in"} | LEADING | WATCHING


def test_the_person_and_the_chief_representative_explain_it(city: City) -> None:
    def explain(by: Caller, card_id: str) -> None:
        answering.explain(city.parts, by, card_id, "已办结", None)

    assert allowed(city, "/{card_id}/explanation", explain) == {
        "person",
        "person, moved",
        "stand-in",
        "chief_representative",
        "chief_representative of the city",
    }


def test_a_supervisor_in_reach_rescinds_it(city: City) -> None:
    def rescind(by: Caller, card_id: str) -> None:
        answering.rescind(city.parts, by, card_id, "误发", None)

    assert allowed(city, "/{card_id}/rescission", rescind) == {"supervisor", "supervisor of the city"}


def test_whoever_may_not_see_a_card_is_told_that_there_is_none(city: City) -> None:
    (card_id,) = issue(city.parts, passed())
    for asked in (card_id, "0" * 32):
        with pytest.raises(NotFound, match="card_not_found"):
            reading.card(city.parts, at_work(Role.SUPERVISOR, THERE), asked)

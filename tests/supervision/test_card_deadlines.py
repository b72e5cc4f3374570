"""Cards as an owner of deadlines: the day stands, nears, is over once, and moves with the calendar."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.configuration.documents import Supervision
from chalicelib.deadlines.service import CityCalendars
from chalicelib.shared.due import Deadline, Moved, Standing
from chalicelib.supervision.cards.answering import explain, rescind
from chalicelib.supervision.cards.issuing import issue
from chalicelib.supervision.cards.keeping import KIND, CardDeadlines
from tests.builders import NOTHING_KEPT
from tests.supervision.carding import City, passed, person, supervisor
from tests.supervision.cases import DIVISION

OVER = "2026-03-09T16:00:00.000Z"
NOTICE_OF_2027 = {"year": 2027, "periods": [{"name": "元旦", "off": ["2027-01-01"], "working": []}]}


@pytest.fixture
def city(tables: Any) -> City:
    return City()


@pytest.fixture
def subject(city: City) -> str:
    (card_id,) = issue(city.parts, passed())
    return f"card#{card_id}"


def acts_of(city: City, subject: str) -> list[str]:
    return [act.type for act in city.acts(subject.removeprefix("card#"))]


def closed(first: str, last: str) -> CityCalendars:
    return CityCalendars(closures=[{"division_code": DIVISION, "from": first, "to": last, "reason": "停电检修"}])


def test_the_day_of_the_explanation_stands(city: City, subject: str) -> None:
    calendar = city.calendars.of(DIVISION).version
    due = Deadline(subject, KIND, due_on="2026-03-09", next_at=OVER, calendar=calendar)
    assert CardDeadlines(city.parts).standing(subject) == Standing(1, (due,))


def test_an_unknown_card_has_nothing(city: City) -> None:
    owner = CardDeadlines(city.parts)
    assert owner.standing("card#unknown") == Standing(0)
    assert not owner.enforce("card#unknown", KIND)
    assert owner.recompute("card#unknown", NOTHING_KEPT) == ()


def test_when_it_is_over_that_is_noted_once(city: City, subject: str) -> None:
    owner = CardDeadlines(city.parts)
    city.until("2026-03-09 23:59")
    assert not owner.enforce(subject, KIND)
    city.until("2026-03-10 00:00")
    assert [owner.enforce(subject, KIND) for _ in range(3)] == [True, False, False]
    assert acts_of(city, subject) == ["card.issued", "card.explanation_overdue"]
    assert city.card(subject.removeprefix("card#")).overdue
    assert owner.standing(subject) == Standing(2)


def test_another_name_enforces_nothing(city: City, subject: str) -> None:
    city.until("2026-03-10 00:00")
    assert not CardDeadlines(city.parts).enforce(subject, "committed")


@pytest.mark.parametrize("answered", ["explained", "rescinded"])
def test_what_was_explained_or_rescinded_waits_for_nobody(city: City, subject: str, answered: str) -> None:
    owner, card_id = CardDeadlines(city.parts), subject.removeprefix("card#")
    if answered == "explained":
        explain(city.parts, person(), card_id, "已办结", None)
    else:
        rescind(city.parts, supervisor(), card_id, "误发", None)
    assert owner.standing(subject) == Standing(2)
    city.until("2026-03-10 00:00")
    assert not owner.enforce(subject, KIND)
    assert owner.recompute(subject, NOTHING_KEPT) == ()


def test_nothing_is_enforced_by_an_estimate(city: City) -> None:
    city.until("2026-12-30 10:00")
    (card_id,) = issue(city.parts, passed())
    owner, subject = CardDeadlines(city.parts), f"card#{card_id}"
    (due,) = owner.standing(subject).deadlines
    assert (due.provisional, due.due_on, due.next_at) == (True, "2027-01-07", None)
    city.until("2027-03-01 10:00")
    assert not owner.enforce(subject, KIND)


def test_a_calendar_makes_an_estimate_binding(city: City) -> None:
    city.until("2026-12-30 10:00")
    (card_id,) = issue(city.parts, passed())
    owner, subject = CardDeadlines(city.parts), f"card#{card_id}"
    city.calendars.own[DIVISION] = CityCalendars([NOTICE_OF_2027]).of(DIVISION)
    assert owner.recompute(subject, NOTHING_KEPT) == (Moved(KIND, "2027-01-07", "2027-01-07"),)
    assert owner.recompute(subject, NOTHING_KEPT) == ()
    (due,) = owner.standing(subject).deadlines
    assert (due.provisional, due.next_at) == (False, "2027-01-07T16:00:00.000Z")
    assert acts_of(city, subject) == ["card.issued", "card.days_recomputed"]


def test_a_day_that_was_told_comes_later_with_a_closure_and_never_sooner(city: City, subject: str) -> None:
    owner = CardDeadlines(city.parts)
    city.calendars.own[DIVISION] = closed("2026-03-04", "2026-03-05").of(DIVISION)
    assert owner.recompute(subject, NOTHING_KEPT) == (Moved(KIND, "2026-03-09", "2026-03-11"),)
    del city.calendars.own[DIVISION]
    assert owner.recompute(subject, NOTHING_KEPT) == ()
    (due,) = owner.standing(subject).deadlines
    assert due.due_on == "2026-03-11"
    recomputed = city.acts(subject.removeprefix("card#"))[-1]
    assert recomputed.changes["moved"] == [{"name": KIND, "before": "2026-03-09", "after": "2026-03-11"}]


def test_another_rule_of_the_city_gives_a_card_that_was_issued_no_other_day(city: City, subject: str) -> None:
    generous = City(settings=Supervision(explanation_days=10))
    assert CardDeadlines(generous.parts).recompute(subject, NOTHING_KEPT) == ()

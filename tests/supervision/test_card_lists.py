"""Lists of cards: newest first, all of them and each once, narrowed, and no further than somebody sees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import Malformed
from chalicelib.supervision.adapters import problems
from chalicelib.supervision.cards.answering import explain, rescind
from chalicelib.supervision.cards.issuing import issue
from chalicelib.supervision.cards.keeping import KIND, CardDeadlines
from chalicelib.supervision.cards.reading import Asked, cards
from chalicelib.supervision.table import cards as table
from tests.supervision.carding import City, at_work, neared, passed, person, supervisor

ELSEWHERE = {"division_code": "530103000000", "department": "31", "staff_no": "200009", "item_code": "another"}
EVERYWHERE = at_work(Role.AUDITOR, ("*", "*"))


@pytest.fixture
def city(tables: Any) -> City:
    return City()


def given(city: City, *acts: Any) -> list[str]:
    """The cards of those acts, a second apart."""
    ids: list[str] = []
    for act in acts:
        city.clock.move(timedelta(seconds=1))
        ids += issue(city.parts, act)
    return ids


def listed(city: City, by: Caller = EVERYWHERE, **asked: Any) -> list[str]:
    """The ids of all pages."""
    found: list[str] = []
    page = cards(city.parts, by, Asked(**asked))
    while True:
        found += [one["card_id"] for one in page["cards"]]
        if page["next"] is None:
            return found
        page = cards(city.parts, by, Asked(**asked, cursor=page["next"]))


def test_a_month_is_listed_newest_first(city: City) -> None:
    ids = given(city, *(passed(case_id=str(n)) for n in range(12)))
    assert listed(city) == ids[::-1]


@pytest.mark.parametrize(("looked_through", "limit"), [(2, 1), (3, 4), (2, 100), (50, 4)])
def test_pages_give_each_card_once_and_in_order(
    city: City, monkeypatch: pytest.MonkeyPatch, looked_through: int, limit: int
) -> None:
    """Also where a shard has more than are looked through, and where few fit."""
    monkeypatch.setattr(table, "LOOKED_THROUGH", looked_through)
    acts = [passed("committed" if n % 3 else "statutory", case_id=str(n)) for n in range(30)]
    ids = given(city, *acts)
    assert listed(city, limit=limit) == ids[::-1]
    assert listed(city, limit=limit, level="second_red") == ids[::-1][2::3]
    assert listed(city, person(), limit=limit) == ids[::-1]


def test_cards_of_one_instant_are_all_listed(city: City) -> None:
    ids = [card_id for n in range(10) for card_id in issue(city.parts, passed(case_id=str(n)))]
    assert sorted(listed(city, limit=3)) == sorted(ids)


def test_a_month_is_the_citys_own(city: City) -> None:
    city.until("2026-03-31 23:59")
    (march,) = given(city, passed())
    city.until("2026-04-01 00:00")
    (april,) = given(city, passed("statutory"))
    assert (listed(city), listed(city, month="2026-03")) == ([april], [march])
    assert listed(city, person()) == [april, march]
    assert listed(city, person(), month="2026-03") == [march]


def test_lists_are_narrowed(city: City) -> None:
    red, yellow, other = given(city, passed(), neared(case_id="2"), passed("statutory", "3", **ELSEWHERE))
    explain(city.parts, person(), red, "已办结", None)
    city.until("2026-03-10 00:00")
    CardDeadlines(city.parts).enforce(f"card#{yellow}", KIND)
    expected = {
        ("level", "yellow"): [yellow],
        ("level", "second_red"): [other],
        ("status", "explained"): [red],
        ("status", "rescinded"): [],
        ("overdue", True): [yellow],
        ("overdue", False): [other, red],
        ("department", "31"): [other],
        ("division", "530103000000"): [other],
        ("item", "another"): [other],
        ("rule", "time_left"): [yellow],
        ("person", "200009"): [other],
        ("person", "200001"): [yellow, red],
    }
    assert {narrowed: listed(city, **dict([narrowed])) for narrowed in expected} == expected
    assert listed(city, person="200001", level="red") == [red]


def test_whoever_leads_nothing_gets_their_own(city: City) -> None:
    own, colleagues, _ = given(
        city, passed(), passed("statutory", "2", staff_no="200002"), passed("service", staff_no=None)
    )
    assert listed(city, person()) == [own]
    assert listed(city, person("200002")) == [colleagues]
    assert listed(city, person(), person="200002") == []
    assert listed(city, at_work(Role.CLERK)) == []


def test_whoever_leads_gets_their_departments(city: City) -> None:
    own, _ = given(city, passed(staff_no=None), passed("statutory", "3", **ELSEWHERE))
    for role in (Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER, Role.SUPERVISOR, Role.AUDITOR):
        assert listed(city, at_work(role)) == [own]
        assert listed(city, at_work(role), department="31") == []


def test_a_list_opens_nothing(city: City) -> None:
    (card_id,) = given(city, passed())
    explain(city.parts, person(), card_id, "已办结", None)
    city.owners.erased.add("person-zhang")
    (entry,) = cards(city.parts, person(), Asked())["cards"]
    assert (entry["status"], entry.keys() & {"explanation", "evidence", "owner"}) == ("explained", set())


def test_every_card_of_a_month_is_a_problem_of_its_report(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages they take, and whatever came of them."""
    monkeypatch.setattr(problems, "AT_ONCE", 2)
    ids = given(city, *(passed(case_id=str(n)) for n in range(5)))
    rescind(city.parts, supervisor(), ids[0], "误发", None)
    found = list(problems.CardProblems(city.parts.store).of_month("2026-03"))
    assert [one["card_id"] for one in found] == ids[::-1]
    assert [one["status"] for one in found] == ["issued"] * 4 + ["rescinded"]
    assert list(problems.CardProblems(city.parts.store).of_month("2026-04")) == []


def test_a_cursor_that_we_did_not_write_is_refused(city: City) -> None:
    with pytest.raises(Malformed, match="cursor_invalid"):
        cards(city.parts, EVERYWHERE, Asked(cursor="no cursor"))

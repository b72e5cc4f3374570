"""However acts come, each finding is one card, with its evidence, for the right people."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.configuration.documents import Supervision
from chalicelib.deadlines.service import CityCalendars
from chalicelib.shared.access import Role, system
from chalicelib.shared.acts import Act
from chalicelib.supervision.cards.issuing import issue
from chalicelib.supervision.cards.records import CardStatus, Evidence
from chalicelib.supervision.cards.rules import Unjudgeable
from chalicelib.supervision.table.cards import SHARDS
from tests.builders import a_clerk
from tests.supervision.carding import MONDAY, PERSON, City, a_fact, at_work, neared, passed
from tests.supervision.cases import DIVISION, ITEM

ACTS = [
    neared(),
    passed(),
    passed("statutory"),
    a_fact("case.suspended", pause={"since": "2026-01-02", "value": 61, "unit": "D", "until_on": "2026-03-04"}),
    passed("special_procedure", due_on="2026-03-01", since="2026-01-02"),
    a_fact("case.resumed", pause_ended={"since": "2026-01-02", "until_on": "2026-03-01"}, seq=6),
    a_fact("case.declined"),
    a_fact("case.accepted"),
]


@pytest.fixture
def city(tables: Any) -> City:
    return City()


def test_a_card_says_what_why_for_whom_by_which_rule_and_until_when(city: City) -> None:
    act = passed()
    (card_id,) = issue(city.parts, act)
    card = city.card(card_id)
    assert (card.rule, card.rule_version, card.level) == ("promise_exceeded", 1, "red")
    assert (card.case_id, card.case_no, card.item_code, card.channel) == ("1", "NO-1", ITEM, "h5")
    assert (card.division_code, card.department, card.staff_no) == (DIVISION, "09", PERSON)
    assert (card.issued_on, card.explanation_due_on, card.provisional) == ("2026-03-02", "2026-03-09", False)
    assert card.calendar == city.calendars.of(DIVISION).version
    assert card.evidence == (Evidence(act.act_id, "case.deadline_passed", 5, act.law_time, act.hash),)
    assert card.days == {"due_on": "2026-03-06"}
    assert (card.status, card.overdue, card.retain_until) == (CardStatus.ISSUED, False, "2056-12-31")


def test_issuing_is_an_act_of_the_cards_own_chain_that_says_all_of_it(city: City) -> None:
    act = passed()
    (card_id,) = issue(city.parts, act)
    (issued,) = city.acts(card_id)
    assert (issued.type, issued.actor.id, issued.config_version) == ("card.issued", "supervision", 7)
    card = city.card(card_id)
    assert issued.changes == {
        "rule": "promise_exceeded",
        "rule_version": 1,
        "level": "red",
        "case_id": "1",
        "case_no": "NO-1",
        "owner": "person-zhang",
        "item_code": ITEM,
        "division_code": DIVISION,
        "department": "09",
        "channel": "h5",
        "staff_no": PERSON,
        "issued_on": "2026-03-02",
        "explanation_due_on": "2026-03-09",
        "provisional": False,
        "calendar": card.calendar,
        "evidence": [act_as_evidence(act)],
        "days": {"due_on": "2026-03-06"},
    }


def act_as_evidence(act: Act) -> dict[str, Any]:
    return {"act_id": act.act_id, "type": act.type, "seq": act.seq, "law_time": act.law_time, "hash": act.hash}


def test_the_same_act_again_gives_no_other_card_and_asks_no_case(city: City) -> None:
    act = passed()
    (card_id,) = issue(city.parts, act)
    city.until("2026-04-20 10:00")
    assert issue(city.parts, act) == ()
    assert (len(city.acts(card_id)), city.cases.asked) == (1, 1)
    assert city.card(card_id).issued_on == "2026-03-02"


def test_an_act_that_breaks_no_rule_reads_nothing(city: City) -> None:
    assert issue(city.parts, a_fact("case.accepted")) == ()
    assert city.cases.asked == 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(ACTS), st.lists(st.sampled_from(ACTS), max_size=4), st.integers(0, 10**9))
def test_late_twice_and_out_of_order_the_cards_are_the_same(
    tables: Any, acts: list[Act], again: list[Act], case: int
) -> None:
    city, case_id = City(), f"case-{case}-{id(acts)}"
    issued = [
        city.card(card_id)
        for act in [*acts, *again, *acts]
        for card_id in issue(city.parts, act._replace(subject=f"case#{case_id}"))
    ]
    assert sorted((card.rule, card.level) for card in issued) == [
        ("pause_too_long", "yellow"),
        ("promise_exceeded", "red"),
        ("refusal_without_reason", "red"),
        ("statutory_exceeded", "second_red"),
        ("time_left", "yellow"),
    ]
    assert len({card.card_id for card in issued}) == len(issued)


def test_two_containers_at_once_issue_one_card(city: City) -> None:
    act = passed()
    with ThreadPoolExecutor(4) as containers:
        issued = [one for ids in containers.map(lambda _: issue(city.parts, act), range(8)) for one in ids]
    assert len(issued) == 1
    assert len(city.acts(issued[0])) == 1


def test_other_cases_and_days_have_cards_of_their_own(city: City) -> None:
    acts = [passed(), passed(case_id="2"), passed(due_on="2026-03-09"), passed("stage", key="examine-1")]
    assert len({card_id for act in acts for card_id in issue(city.parts, act)}) == len(acts)


@pytest.mark.parametrize(
    ("act", "whose"),
    [
        (passed(staff_no="200009"), "200009"),
        (passed(staff_no=None), None),
        (a_fact("case.deemed_accepted"), "S001"),
        (a_fact("case.deemed_accepted", by=system("enforcement")), None),
        (a_fact("case.declined", by=a_clerk(staff_no="100001")), "100001"),
        (a_fact("case.decided", result="refuse", by=system("instant_approval")), None),
    ],
)
def test_it_goes_to_whom_the_clock_names_or_who_acted(city: City, act: Act, whose: str | None) -> None:
    (card_id,) = issue(city.parts, act)
    assert city.card(card_id).staff_no == whose


def test_what_a_stand_in_did_is_the_colleagues(city: City) -> None:
    stand_in = at_work(Role.CLERK, number="B001", for_="100001")
    stand_in.act_for("100001")
    (card_id,) = issue(city.parts, a_fact("case.declined", by=stand_in))
    assert city.card(card_id).staff_no == "100001"


def test_the_days_to_explain_are_the_citys_and_by_the_calendar_of_the_division(tables: Any) -> None:
    city = City(settings=Supervision(explanation_days=3))
    closed = {"division_code": DIVISION, "from": "2026-03-03", "to": "2026-03-04", "reason": "停电检修"}
    city.calendars.own[DIVISION] = CityCalendars(closures=[closed]).of(DIVISION)
    (card_id,) = issue(city.parts, passed())
    card = city.card(card_id)
    assert (card.explanation_due_on, card.explanation_days) == ("2026-03-09", 3)
    assert card.calendar != city.parts.dates.working_days_after(MONDAY.date(), 1, "530103000000").calendar


def test_beyond_the_calendar_the_day_is_an_estimate(city: City) -> None:
    city.until("2026-12-30 10:00")
    (card_id,) = issue(city.parts, passed())
    card = city.card(card_id)
    assert (card.provisional, card.explanation_due_on) == (True, "2027-01-07")


def test_a_midnight_spreads_over_all_shards(city: City) -> None:
    cards = [city.card(card_id) for n in range(80) for card_id in issue(city.parts, passed(case_id=str(n)))]
    keys = [item["month_key"]["S"] for item in _stored()]
    assert len(cards) == 80
    assert len(set(keys)) == SHARDS
    assert max(keys.count(key) for key in keys) < 80 / 2


def test_an_act_without_its_facts_is_not_passed_over(city: City) -> None:
    with pytest.raises(Unjudgeable):
        issue(city.parts, a_fact("case.deadline_neared"))


def _stored() -> list[dict[str, Any]]:
    return list(boto3.client("dynamodb").scan(TableName="cards_table")["Items"])

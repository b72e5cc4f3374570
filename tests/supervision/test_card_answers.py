"""What may be said of a card, by when, and that it stays."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from chalicelib.shared import act_table
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from chalicelib.shared.sealing import SealBroken
from chalicelib.supervision.cards.answering import explain, rescind
from chalicelib.supervision.cards.issuing import issue
from chalicelib.supervision.cards.keeping import KIND, CardDeadlines
from chalicelib.supervision.cards.reading import card as read
from chalicelib.supervision.cards.records import CardStatus
from chalicelib.supervision.cards.words import opened
from tests.supervision.carding import City, at_work, entering, passed, person, supervisor

WORDS = "申请人张三的租赁合同需要实地核实，张三当日不在家，已于次日办结。"
REASON = "系统故障期间无法办理，不应追究。"


@pytest.fixture
def city(tables: Any) -> City:
    return City()


@pytest.fixture
def card_id(city: City) -> str:
    (card_id,) = issue(city.parts, passed())
    return card_id


def chief(number: str = "300001", for_: str | None = None) -> Caller:
    return at_work(Role.CHIEF_REPRESENTATIVE, number=number, for_=for_)


@pytest.mark.parametrize("who", [person(), chief()])
def test_the_person_and_the_chief_may_explain_it(city: City, card_id: str, who: Caller) -> None:
    answer = explain(city.parts, who, card_id, WORDS, None)
    assert (answer["status"], answer["explanation"]["words"]) == ("explained", WORDS)
    assert answer["explanation"]["staff_no"] == who.id
    assert read(city.parts, person(), card_id) == answer
    assert [act.type for act in city.acts(card_id)] == ["card.issued", "card.explained"]


@pytest.mark.parametrize(("moment", "in_time"), [("2026-03-09 23:59", True), ("2026-03-10 00:00", False)])
def test_it_may_be_explained_to_the_end_of_the_last_day_in_the_city(
    city: City, card_id: str, moment: str, in_time: bool
) -> None:
    city.until(moment)
    if in_time:
        assert explain(city.parts, person(), card_id, WORDS, None)["status"] == "explained"
        return
    with pytest.raises(RuleViolation) as late:
        explain(city.parts, person(), card_id, WORDS, None)
    assert (late.value.code, late.value.params) == ("explanation_too_late", {"due_on": "2026-03-09"})
    assert city.card(card_id).status is CardStatus.ISSUED


def test_once_it_was_noted_that_nobody_explained_it_nobody_can(city: City, card_id: str) -> None:
    city.until("2026-03-10 00:00")
    assert CardDeadlines(city.parts).enforce(f"card#{card_id}", KIND)
    city.until("2026-03-03 10:00")
    with pytest.raises(RuleViolation, match="explanation_too_late"):
        explain(city.parts, person(), card_id, WORDS, None)


def test_an_estimate_binds_nobody(city: City) -> None:
    city.until("2026-12-30 10:00")
    (card_id,) = issue(city.parts, passed())
    city.until("2027-02-01 10:00")
    assert explain(city.parts, person(), card_id, WORDS, None)["status"] == "explained"


def test_it_is_explained_once(city: City, card_id: str) -> None:
    explain(city.parts, person(), card_id, WORDS, None)
    with pytest.raises(RuleViolation, match="card_explained"):
        explain(city.parts, chief(), card_id, WORDS, None)


def test_a_request_that_is_repeated_gets_its_answer_again(city: City, card_id: str) -> None:
    explanation, rescission = (Once("staff:x", path, "k", "d") for path in ("explanation", "rescission"))
    first = explain(city.parts, person(), card_id, WORDS, explanation)
    assert explain(city.parts, person(), card_id, WORDS, explanation) == first
    first = rescind(city.parts, supervisor(), card_id, REASON, rescission)
    assert rescind(city.parts, supervisor(), card_id, REASON, rescission) == first
    assert len(city.acts(card_id)) == 3


def test_others_who_see_it_may_not_explain_it(city: City, card_id: str) -> None:
    for role in (Role.HALL_MANAGER, Role.SUPERVISOR):
        with pytest.raises(Forbidden, match="card_of_others"):
            explain(city.parts, at_work(role), card_id, WORDS, None)
    with pytest.raises(NotFound, match="card_not_found"):
        explain(city.parts, person("200002"), card_id, WORDS, None)


def test_a_stand_in_explains_for_the_colleague(city: City, card_id: str) -> None:
    stand_in = at_work(Role.EXAMINER, number="B001", for_="200001")
    explain(city.parts, stand_in, card_id, WORDS, None)
    explained = city.acts(card_id)[-1]
    assert (explained.actor.id, explained.on_behalf_of) == ("B001", "staff:200001")


def test_a_supervisor_rescinds_with_a_reason_and_the_card_stays(city: City, card_id: str) -> None:
    explain(city.parts, person(), card_id, WORDS, None)
    answer = rescind(city.parts, supervisor(), card_id, REASON, None)
    assert (answer["status"], answer["rescission"]["words"]) == ("rescinded", REASON)
    shown = read(city.parts, person(), card_id)
    assert (shown["explanation"]["words"], shown["rescission"]["words"]) == (WORDS, REASON)
    assert [act.type for act in city.acts(card_id)] == ["card.issued", "card.explained", "card.rescinded"]
    assert issue(city.parts, passed()) == ()


def test_what_was_rescinded_is_neither_explained_nor_rescinded_again(city: City, card_id: str) -> None:
    rescind(city.parts, supervisor(), card_id, REASON, None)
    with pytest.raises(RuleViolation, match="card_rescinded"):
        rescind(city.parts, supervisor(), card_id, REASON, None)
    with pytest.raises(RuleViolation, match="card_rescinded"):
        explain(city.parts, person(), card_id, WORDS, None)


def test_nobody_rescinds_a_card_that_they_answer_for(city: City, card_id: str) -> None:
    whose = supervisor("200001")
    leads = supervisor("300001")
    leads.posts = (*leads.posts, *chief().posts)
    stands_in = supervisor("B001")
    stands_in.posts = (*stands_in.posts, *at_work(Role.EXAMINER, for_="200001").posts)
    for who in (whose, leads, stands_in):
        with pytest.raises(Forbidden, match="card_own"):
            rescind(city.parts, who, card_id, REASON, None)


def test_nor_one_that_they_explained_when_they_led_the_office(city: City, card_id: str) -> None:
    explain(city.parts, chief("300001"), card_id, WORDS, None)
    with pytest.raises(Forbidden, match="card_own"):
        rescind(city.parts, supervisor("300001"), card_id, REASON, None)


def test_a_post_elsewhere_does_not_rescind(city: City, card_id: str) -> None:
    """Who sees the card by one post does not act by another that does not reach it."""
    elsewhere = entering("/{card_id}/rescission", at_work(Role.SUPERVISOR, ("530103000000", "*"), number="700002"))
    elsewhere.posts = (*elsewhere.posts, *at_work(Role.HALL_MANAGER).posts)
    with pytest.raises(NotFound, match="card_not_found"):
        rescind(city.parts, elsewhere, card_id, REASON, None)


def test_nothing_that_was_written_lies_in_clear(city: City, card_id: str) -> None:
    explain(city.parts, person(), card_id, WORDS, None)
    rescind(city.parts, supervisor(), card_id, REASON, None)
    client = boto3.client("dynamodb")
    for table in ("cards_table", "acts_table"):
        kept = json.dumps(client.scan(TableName=table)["Items"], ensure_ascii=False)
        assert "张三" not in kept
        assert "系统故障" not in kept
    for act in act_table.acts_of(f"card#{card_id}"):
        assert set(act.changes) & {"words", "explanation", "reason"} == set()


def test_whoever_is_shown_what_others_said_is_on_record(city: City, card_id: str) -> None:
    """An explanation may name whose case it is: they see who opened it, as with the words of a timeline."""
    read(city.parts, person(), card_id)
    explain(city.parts, person(), card_id, WORDS, None)
    assert city.owners.openings == []
    read(city.parts, chief(), card_id)
    rescind(city.parts, supervisor(), card_id, REASON, None)
    why = f"supervision:{card_id}"
    assert city.owners.openings == [("300001", "person-zhang", why), ("700001", "person-zhang", why)]


def test_what_was_not_explained_is_rescinded_without_opening_anything(city: City, card_id: str) -> None:
    rescind(city.parts, supervisor(), card_id, REASON, None)
    assert city.owners.openings == []


def test_the_words_go_with_the_person_whom_they_may_name(city: City, card_id: str) -> None:
    explain(city.parts, person(), card_id, WORDS, None)
    city.owners.erased.add("person-zhang")
    shown = read(city.parts, person(), card_id)
    assert (shown["status"], shown["explanation"]["words"]) == ("explained", None)
    assert city.owners.openings == []


def test_words_of_one_card_open_at_no_other(city: City, card_id: str) -> None:
    explain(city.parts, person(), card_id, WORDS, None)
    (other_id,) = issue(city.parts, passed("statutory"))
    other = city.card(other_id)._replace(explained=city.card(card_id).explained)
    with pytest.raises(SealBroken):
        opened(city.parts, other, city.owners.salt_of(other.owner))

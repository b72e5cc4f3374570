"""Cards over their routes: what is asked and told, and wired to the real parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest

from app import handler
from chalicelib.archive.lines import Line
from chalicelib.shared import act_table
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.http import use_authenticator
from chalicelib.supervision.adapters.cases import CaseOwners
from chalicelib.supervision.cards.issuing import issue
from chalicelib.supervision.schemas import CardBody, CardList
from chalicelib.wiring import identity as identity_wiring
from chalicelib.wiring import supervision as supervision_wiring
from chalicelib.wiring.representation import representation_service
from functions.issue_cards import handler as function
from tests import deployment
from tests.builders import an_event
from tests.functions.queue import message_of
from tests.supervision.carding import FakeCases, FakeOwners, a_fact, at_work, passed, person, supervisor
from tests.supervision.cases import DIVISION, ITEM

PEOPLE = {
    "person": person(),
    "supervisor": supervisor(),
    "chief": at_work(Role.CHIEF_REPRESENTATIVE),
    "auditor": at_work(Role.AUDITOR, ("*", "*")),
    "elsewhere": at_work(Role.SUPERVISOR, ("530103000000", "*")),
    "manager": at_work(Role.HALL_MANAGER),
    "administrator": at_work(Role.ADMINISTRATOR),
    "citizen": Caller(kind="citizen", id="person-zhang", level=4),
}
EXPLAINED = {"explanation": "已于次日办结"}


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: Any


Ask = Callable[..., Answer]


def _known(token: str) -> Caller:
    return PEOPLE[token]


@pytest.fixture
def ask(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Asks as one of the people above; cases and their owners stand in memory."""
    for name, value in deployment.settings("http://nowhere.invalid").items():
        monkeypatch.setenv(name, value)
    deployment.forget()
    put_together = supervision_wiring.cards
    city = put_together()._replace(cases=FakeCases(), owners=FakeOwners())
    monkeypatch.setattr(supervision_wiring, "cards", lambda: city)
    use_authenticator(_known)
    yield _asked
    use_authenticator(lambda token: identity_wiring.identity_service().authenticate(token))
    put_together.cache_clear()
    deployment.forget()


@pytest.fixture
def card_id(ask: Ask) -> str:
    """The one card that there is."""
    (card_id,) = issue(supervision_wiring.cards(), passed())
    return card_id


def _asked(by: str, path: str = "", query: str = "", body: Any = None) -> Answer:
    headers = {"authorization": f"Bearer {by}", "idempotency-key": "k"}
    method = "GET" if body is None else "POST"
    event = an_event(method, f"/v1/supervision/cards{path}", body, headers=headers, query=parse_qs(query))
    answer = handler(event, None)
    return Answer(answer["statusCode"], json.loads(answer["body"]))


def test_a_card_is_listed_shown_explained_and_rescinded(ask: Ask, card_id: str) -> None:
    listed = ask("chief")
    CardList.model_validate(listed.body)
    (entry,) = listed.body["cards"]
    assert (entry["card_id"], entry["title"], entry["level"]) == (card_id, "超过承诺期限", "red")
    shown = ask("person", f"/{card_id}")
    CardBody.model_validate(shown.body)
    assert (shown.body["days"], shown.body["explanation"]) == ({"due_on": "2026-03-06"}, None)
    explained = ask("person", f"/{card_id}/explanation", body=EXPLAINED)
    assert (explained.status, explained.body["explanation"]["words"]) == (201, "已于次日办结")
    rescinded = ask("supervisor", f"/{card_id}/rescission", body={"reason": "误发"})
    assert (rescinded.status, rescinded.body["status"]) == (201, "rescinded")
    CardBody.model_validate(rescinded.body)
    assert ask("auditor", f"/{card_id}").body == rescinded.body


def test_the_same_key_gives_the_same_answer(ask: Ask, card_id: str) -> None:
    first = ask("person", f"/{card_id}/explanation", body=EXPLAINED)
    assert ask("person", f"/{card_id}/explanation", body=EXPLAINED) == first
    other = ask("person", f"/{card_id}/explanation", body={"explanation": "另一说明"})
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")


def test_what_comes_too_late_is_refused_with_words(ask: Ask, card_id: str) -> None:
    ask("person", f"/{card_id}/explanation", body=EXPLAINED)
    again = ask("chief", f"/{card_id}/explanation", body=EXPLAINED)
    assert (again.status, again.body["code"]) == (409, "card_explained")
    assert "监察人员" in again.body["detail"]


@pytest.mark.parametrize("who", ["elsewhere", "person"])
def test_beyond_ones_reach_there_is_no_card(ask: Ask, who: str) -> None:
    other = issue(supervision_wiring.cards(), passed("statutory", staff_no="200009"))[0]
    assert ask(who, f"/{other}").status == 404
    assert ask(who).body == {"cards": [], "next": None}


def test_a_hall_manager_reads_and_explains_nothing(ask: Ask, card_id: str) -> None:
    assert (ask("manager").status, ask("manager", f"/{card_id}").status) == (200, 200)
    refused = ask("manager", f"/{card_id}/explanation", body=EXPLAINED)
    assert (refused.status, ask("chief").body["cards"][0]["status"]) == (403, "issued")


@pytest.mark.parametrize("who", ["administrator", "citizen"])
def test_others_are_not_let_in(ask: Ask, card_id: str, who: str) -> None:
    assert {ask(who).status, ask(who, f"/{card_id}").status} == {403}
    assert ask(who, f"/{card_id}/explanation", body=EXPLAINED).status == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("month=2026-03", 0),
        ("level=red&status=issued&overdue=false", 1),
        ("level=yellow", 0),
        ("overdue=true", 0),
        (f"division={DIVISION}&department=09&item={ITEM}&rule=promise_exceeded", 1),
        ("person=200001", 1),
        ("person=200002", 0),
    ],
)
def test_lists_are_asked_for_in_words(ask: Ask, card_id: str, query: str, found: int) -> None:
    """The card is of the month in which it was issued: this one."""
    assert len(ask("chief", query=query).body["cards"]) == found


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("month=2026-13", "?month", "wrong_pattern"),
        ("level=green", "?level", "not_an_option"),
        ("status=closed", "?status", "not_an_option"),
        ("limit=101", "?limit", "out_of_range"),
        ("colour=red", "?colour", "unknown_field"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(ask: Ask, query: str, pointer: str, code: str) -> None:
    answer = ask("chief", query=query)
    assert answer.status == 422
    assert (pointer, code) in {(fault["pointer"], fault["code"]) for fault in answer.body["errors"]}


@pytest.mark.parametrize(
    ("path", "body"), [("explanation", {"explanation": " "}), ("explanation", {}), ("rescission", {"reason": ""})]
)
def test_words_that_say_nothing_are_refused(ask: Ask, card_id: str, path: str, body: dict[str, str]) -> None:
    assert ask("supervisor" if path == "rescission" else "person", f"/{card_id}/{path}", body=body).status == 422


def test_the_function_issues_what_follows_from_a_batch(ask: Ask) -> None:
    acts = [passed(), a_fact("case.accepted"), passed(), passed("statutory")]
    records = [message_of(Line(act, str(number))) for number, act in enumerate(acts)]
    assert function.handler({"Records": records}, None) == {"batchItemFailures": []}
    assert function.handler({"Records": records}, None) == {"batchItemFailures": []}
    assert {one["rule"] for one in ask("chief").body["cards"]} == {"promise_exceeded", "statutory_exceeded"}
    assert len(ask("chief").body["cards"]) == 2


def test_what_cannot_be_judged_becomes_a_dead_letter_and_the_rest_goes_on(ask: Ask) -> None:
    acts = [a_fact("case.deadline_passed"), passed(case_id="2")]
    records = [message_of(Line(act, str(number))) for number, act in enumerate(acts)]
    failed = function.handler({"Records": records}, None)["batchItemFailures"]
    assert failed == [{"itemIdentifier": "m0"}]
    assert len(ask("chief").body["cards"]) == 1


def test_who_opens_the_words_stands_in_the_citys_access_log(ask: Ask) -> None:
    owners = CaseOwners(identity_wiring.identity_service, representation_service)
    owners.opened(supervisor(), "person-zhang", "supervision:c1", "card", "NO-1")
    (log,) = (found for found in act_table.acts_of(reader_of("700001")) if found.type == "person.data_opened")
    told = {name: log.changes[name] for name in ("person_id", "why", "what", "case_no")}
    assert told == {"person_id": "person-zhang", "why": "supervision:c1", "what": "card", "case_no": "NO-1"}


def reader_of(staff_no: str) -> str:
    """The chain of what somebody opened this month."""
    return f"reader#{staff_no}#{supervision_wiring.cards().law.today().isoformat()[:7]}"

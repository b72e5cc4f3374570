"""The law's clock on the deployed stack: stream, queues and the schedule's function, each with its own role."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from infra.local.story.law_time import LawTime
from tests.city import City
from tests.deadlines.test_city import NOTICE_2027
from tests.functions.test_deployed_pipeline import eventually, findings, invoke
from tests.journeys import driving
from tests.journeys.driving import Person

pytestmark = pytest.mark.deployed

MONDAY, TUESDAY_AFTER, LATE_IN_DECEMBER = (2026, 3, 2, 10), (2026, 3, 10, 9), (2026, 12, 21, 10)
CALENDAR = "/v1/configuration/calendar"
QUEUE, DEAD_LETTERS = "EnforcementQueueUrl", "EnforcementDeadLettersUrl"


@pytest.fixture(scope="module")
def applicant(city_apart: City) -> Person:
    return driving.citizen(city_apart, "王五")


def status(who: Person, case: str) -> str:
    return str(who.get(f"/v1/cases/{case}")["status"])


def accepted(who: Person, law: LawTime, case: str) -> None:
    """Wait until the law took the case for accepted."""
    law.wait_for(lambda: True if status(who, case) == "accepted" else None)


def message(case: str) -> str:
    """As the sweep sends it."""
    return json.dumps({"enforce": {"subject": f"case#{case}", "name": "acceptance"}})


def test_whoever_is_not_answered_is_accepted_once_however_often_it_is_asked(
    city_apart: City, law: LawTime, applicant: Person
) -> None:
    law.becomes(*MONDAY)
    case, sqs = driving.submitted(applicant), city_apart.client("sqs")
    law.becomes(*TUESDAY_AFTER)
    for _ in range(3):
        sqs.send_message(QueueUrl=city_apart.resources[QUEUE], MessageBody=message(case))
    accepted(applicant, law, case)
    acts = driving.acts(city_apart, f"case#{case}")
    assert [(act.type, act.actor.id) for act in acts[1:]] == [("case.deemed_accepted", "enforcement")]
    again = [{"messageId": f"m{number}", "body": message(case)} for number in range(2)]
    assert invoke(city_apart, "EnforceDeadlineFunction", {"Records": again}) == {"batchItemFailures": []}
    assert driving.acts(city_apart, f"case#{case}") == acts
    assert findings(city_apart, f"case#{case}") == []


@contextmanager
def impatient(city: City) -> Iterator[None]:
    """Whatever fails comes again after a second, not after minutes."""
    sqs, queue = city.client("sqs"), city.resources[QUEUE]
    patient = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])["Attributes"]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "1"})
    try:
        yield
    finally:
        sqs.set_queue_attributes(QueueUrl=queue, Attributes=patient)


def put_aside(city: City) -> set[str]:
    """The dead letters; they are taken."""
    sqs, queue = city.client("sqs"), city.resources[DEAD_LETTERS]
    found = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=1).get("Messages", [])
    for letter in found:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=letter["ReceiptHandle"])
    return {str(letter["Body"]) for letter in found}


def test_a_poison_message_reaches_the_dead_letters_and_keeps_no_case_waiting(
    city_apart: City, law: LawTime, applicant: Person
) -> None:
    law.becomes(*MONDAY)
    case, poison = driving.submitted(applicant), f"poison of {driving.new_key()}"
    law.becomes(*TUESDAY_AFTER)
    with impatient(city_apart):
        for body in (poison, message(case)):
            city_apart.client("sqs").send_message(QueueUrl=city_apart.resources[QUEUE], MessageBody=body)
        accepted(applicant, law, case)
        eventually(lambda: poison in put_aside(city_apart), True)


@contextmanager
def announced(city: City) -> Iterator[int]:
    """The year's notice is in force meanwhile; its release."""
    editor, auditor = driving.staff(city, "configuration_editor"), driving.staff(city, "configuration_auditor")
    publisher = driving.registered(city, "configuration_auditor")
    draft = editor.put(CALENDAR, {"content": {"notices": [NOTICE_2027], "closures": []}}, 0)
    version = f"{CALENDAR}/versions/{draft['number']}"
    auditor.post(f"{version}/audit", {"passed": True})
    publisher.post(f"{version}/publication")
    try:
        yield int(editor.get(CALENDAR)["release"])
    finally:
        publisher.post(f"{version}/withdrawal", {"reason": "示例通知,不再需要"})


def report(supervisor: Person, release: int) -> dict[str, Any]:
    """The report of a recomputation; empty while there is none."""
    answer = supervisor.ask("GET", f"/v1/supervision/recomputations/{release}?limit=100")
    said: dict[str, Any] = answer.json() if answer.ok else {}
    return said


def go_on(city: City, release: int) -> None:
    """The first step of a recomputation, which otherwise waits until every container reads the new settings."""
    body = json.dumps({"recompute": {"release": release, "place": 0, "after": None}})
    city.client("sqs").send_message(QueueUrl=city.resources[QUEUE], MessageBody=body)


def limit(who: Person, case: str) -> tuple[str, bool]:
    """The last day by the law's own limit, and whether it is only an estimate."""
    limits: list[dict[str, Any]] = who.get(f"/v1/cases/{case}/deadline")["limits"]
    return next((one["due_on"], one["provisional"]) for one in limits if one["kind"] == "statutory")


def test_a_notice_of_holidays_makes_estimated_days_binding_and_is_reported(
    city_apart: City, law: LawTime, applicant: Person
) -> None:
    law.becomes(*LATE_IN_DECEMBER)
    case, supervisor = driving.submitted(applicant), driving.staff(city_apart, "supervisor")
    driving.staff(city_apart, "clerk").post(f"/v1/cases/{case}/acceptance")
    estimated, provisional = limit(applicant, case)
    assert provisional

    def moved(release: int) -> list[tuple[str, str]]:
        rows = report(supervisor, release)["rows"]
        return [(row["name"], row["before"]) for row in rows if row["subject"] == f"case#{case}"]

    with announced(city_apart) as release, impatient(city_apart):
        eventually(lambda: "rows" in report(supervisor, release), True)
        go_on(city_apart, release)
        eventually(lambda: moved(release), [("statutory", estimated)])  # this item promises nothing

"""The desk's work, through the deployed artifact: a queue with filters and counts, a question, a transfer."""

from __future__ import annotations

import pytest

from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import DIVISION, Person, refused

pytestmark = pytest.mark.deployed

OFFICE = {"department": "12", "division": DIVISION}


@pytest.fixture(scope="module")
def clerks(city: City) -> list[Person]:
    """Two clerks of one office, and one of another."""
    scopes = [["12"], ["12"], ["09"]]
    return [driving.registered(city, "clerk", departments=scope, divisions=[DIVISION]) for scope in scopes]


def number_of(who: Person) -> str:
    return str(who.get("/v1/me")["staff_no"])


def mine(who: Person) -> set[str]:
    """The ids of what somebody has in the office, however much waits there."""
    found, more = set(), {}
    while True:
        page = who.get("/v1/desk/tasks", **OFFICE, mine="true", limit="100", **more)
        found |= {task["task_id"] for task in page["tasks"]}
        if page["next_cursor"] is None:
            return found
        more = {"cursor": page["next_cursor"]}


def test_a_task_is_found_opened_talked_over_and_handed_on(applicant: Person, clerks: list[Person]) -> None:
    holder, colleague, elsewhere = clerks
    case = driving.submitted(applicant)
    path = f"/v1/desk/tasks/{case}-accept-1"
    holder.post(f"{path}/claim")
    assert f"{case}-accept-1" in mine(holder)
    counts = holder.get("/v1/desk/task-counts", **OFFICE)
    assert counts["mine"] >= 1 or not counts["complete"]
    sheet = holder.get(path)
    assert (sheet["case"]["case_id"], "accept" in sheet["legal_acts"]) == (case, True)
    said = {"to": number_of(elsewhere), "question": "该申请人是否在贵部门有在办事项?"}
    asked = holder.post(f"{path}/consultations", said)["consultation_id"]
    assert asked in {task["task_id"] for task in elsewhere.get("/v1/desk/consultations")["tasks"]}
    assert elsewhere.get(f"/v1/desk/tasks/{asked}")["notes"][0]["text"] == said["question"]
    elsewhere.post(f"/v1/desk/consultations/{asked}/answer", {"answer": "没有。"})
    assert refused(elsewhere.ask("GET", f"/v1/cases/{case}")) == (404, "case_not_found")
    handed = holder.post(f"{path}/transfer", {"to": number_of(colleague), "reason": "轮岗"})
    assert handed["claimed_by"] == number_of(colleague)
    assert refused(holder.ask("POST", f"{path}/release"))[1] == "task_not_yours"


def test_whoever_comes_late_hears_what_has_changed(applicant: Person, clerks: list[Person]) -> None:
    case = driving.submitted(applicant)
    path = f"/v1/desk/tasks/{case}-accept-1"
    clerks[0].post(f"{path}/claim")
    late = clerks[1].ask("POST", f"{path}/claim")
    assert refused(late) == (409, "task_already_claimed")
    assert late.json()["changed"][0]["claimed_by"] == number_of(clerks[0])
    clerks[0].post(f"/v1/cases/{case}/acceptance")
    ended = clerks[1].ask("POST", f"{path}/claim")
    assert refused(ended) == (409, "task_not_open")
    assert ended.json()["changed"][0]["ended_by"] == "case.accepted"

"""Many at once: of a race one wins, and nothing that won is lost."""

from __future__ import annotations

import itertools

import pytest
from requests import Response

from infra.local.story import residence_permit
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import DIVISION, Person, at_once, new_key, refused

pytestmark = pytest.mark.deployed

LOST = {(409, "task_already_claimed"), (409, "changed_meanwhile")}


@pytest.fixture(scope="module")
def clerks(city: City) -> list[Person]:
    """Several clerks of one office; each stands at several counters."""
    return [driving.registered(city, "clerk", departments=["12"], divisions=[DIVISION]) for _ in range(6)]


def types(city: City, case: str) -> list[str]:
    """The types of the acts of a case, whose chain is whole."""
    return [act.type for act in driving.acts(city, f"case#{case}")]


def refused_as(answer: Response, code: str) -> bool:
    return not answer.ok and refused(answer)[1] == code


def test_of_fifty_who_claim_a_task_one_gets_it(city: City, applicant: Person, clerks: list[Person]) -> None:
    """Fifty attempts of six people; fifty people, each at a counter, race in `python -m infra.bench.parallel_acts`."""
    case = driving.submitted(applicant)
    path = f"/v1/desk/tasks/{case}-accept-1/claim"
    trying = (clerks * 9)[:50]
    answers = at_once([lambda clerk=clerk: clerk.ask("POST", path) for clerk in trying])
    won = [(clerk, answer) for clerk, answer in zip(trying, answers, strict=True) if answer.ok]
    assert len(won) == 1
    assert {refused(answer) for answer in answers if not answer.ok} <= LOST
    winner, claimed = won[0]
    told = [answer.json()["changed"][0] for answer in answers if refused_as(answer, "task_already_claimed")]
    assert told
    assert {said["claimed_by"] for said in told} == {claimed.json()["claimed_by"]}
    assert claimed.json()["claimed_by"] == winner.get("/v1/me")["staff_no"]
    assert types(city, case) == ["case.submitted", "case.task_claimed"]
    rest = [clerk for clerk in clerks if clerk is not winner]
    assert {refused(clerk.ask("POST", f"/v1/cases/{case}/acceptance")) for clerk in rest} == {
        (409, "task_claimed_by_another")
    }


def test_of_twenty_acceptances_one_is_an_act(city: City, applicant: Person, clerk: Person) -> None:
    case = driving.submitted(applicant)
    answers = at_once([lambda: clerk.ask("POST", f"/v1/cases/{case}/acceptance")] * 20)
    assert [answer.status_code for answer in answers].count(201) == 1
    assert {refused(answer) for answer in answers if not answer.ok} <= {
        (409, "cannot_accept"),
        (409, "changed_meanwhile"),
    }
    assert types(city, case) == ["case.submitted", "case.accepted"]


def test_of_different_acts_at_once_those_that_exclude_each_other_are_one(
    city: City, applicant: Person, clerk: Person
) -> None:
    case = driving.applied(applicant)
    deeds = (
        (clerk, "acceptance", {}),
        (clerk, "declination", residence_permit.ELSEWHERE),
        (clerk, "correction-request", driving.correction("请补充材料。")),
    ) * 3
    answers = at_once([lambda d=deed: d[0].ask("POST", f"/v1/cases/{case}/{d[1]}", d[2]) for deed in deeds])
    assert [answer.status_code for answer in answers].count(201) == 1
    recorded = driving.acts(city, f"case#{case}")
    assert len(recorded) == 2
    status = applicant.get(f"/v1/cases/{case}")["status"]
    assert recorded[1].changes["status"] == {"from": "submitted", "to": status}


def test_fifty_acts_on_fifty_cases_are_all_kept(city: City, applicant: Person, clerks: list[Person]) -> None:
    cases = at_once([lambda: driving.submitted(applicant)] * 50)
    assert len(set(cases)) == 50
    answers = at_once(
        [
            lambda case=case, clerk=clerk: clerk.ask("POST", f"/v1/cases/{case}/acceptance")
            for case, clerk in zip(cases, itertools.cycle(clerks), strict=False)
        ]
    )
    assert {answer.status_code for answer in answers} == {201}
    for case in cases:
        assert types(city, case) == ["case.submitted", "case.accepted"]
    numbers = {answer.json()["case_no"] for answer in answers}
    assert len(numbers) == 50


def test_of_parallel_submissions_of_a_draft_one_gives_a_number(city: City, applicant: Person) -> None:
    case = driving.ready(applicant)
    answers = at_once([lambda: applicant.ask("POST", f"/v1/cases/{case}/submission")] * 10)
    assert [answer.status_code for answer in answers].count(201) == 1
    assert {refused(answer)[0] for answer in answers if not answer.ok} == {409}
    assert types(city, case) == ["case.submitted"]
    assert driving.acts(city, f"case#{case}")[0].changes["case_no"] == applicant.get(f"/v1/cases/{case}")["case_no"]


def test_what_is_edited_while_it_is_submitted_is_handed_in_or_refused(city: City, applicant: Person) -> None:
    """Never is a form stored behind the back of the submission that froze it."""
    case = driving.ready(applicant)
    edited = {"form": {**driving.FORM, "remarks": "提交的同时修改"}}
    submission, edit = at_once(
        [
            lambda: applicant.ask("POST", f"/v1/cases/{case}/submission"),
            lambda: applicant.ask("PUT", f"/v1/cases/{case}/form", edited, If_Match='"1"'),
        ]
    )
    assert submission.status_code == 201
    kept = applicant.get(f"/v1/cases/{case}")["form"]
    assert kept == (edited["form"] if edit.ok else driving.FORM)
    assert edit.ok or refused(edit) in {(409, "case_not_editable"), (412, "version_stale"), (409, "changed_meanwhile")}


def test_a_clerk_who_opens_many_cases_at_once_has_one_whole_chain(
    city: City, applicant: Person, clerks: list[Person]
) -> None:
    cases = [driving.submitted(applicant) for _ in range(8)]
    reader = driving.registered(city, "clerk", departments=["12"])
    answers = at_once([lambda case=case: reader.ask("GET", f"/v1/cases/{case}") for case in cases])
    shown = {case for case, answer in zip(cases, answers, strict=True) if answer.ok}
    assert {answer.status_code for answer in answers} <= {200, 409}
    recorded = driving.readings(city, reader.get("/v1/me")["staff_no"])
    assert {str(act.changes["why"]) for act in recorded} == {f"case:{case}" for case in shown}
    assert len(recorded) == len(shown)


def test_a_key_used_at_once_for_different_bodies_is_one_act(city: City, applicant: Person, clerk: Person) -> None:
    case, key = driving.applied(applicant), new_key()
    path = f"/v1/cases/{case}/correction-request"
    answers = at_once(
        [
            lambda n=n: clerk.ask("POST", path, driving.correction(f"请补充材料{n}。"), Idempotency_Key=key)
            for n in range(6)
        ]
    )
    assert [answer.status_code for answer in answers].count(201) == 1
    assert {refused(answer)[0] for answer in answers if not answer.ok} <= {409, 422}
    assert types(city, case) == ["case.submitted", "case.correction_requested"]

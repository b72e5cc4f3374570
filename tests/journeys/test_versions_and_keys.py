"""Edits of an older version, and requests that come twice."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from chalicelib.shared.ids import new_id
from tests.journeys import driving
from tests.journeys.driving import DIVISION, FORM, WITHOUT_PAPERS, Person, at_once, new_key, refused

pytestmark = pytest.mark.deployed


def form_of(who: Person, case: str) -> tuple[Any, int]:
    """The stored form and its version."""
    read = who.get(f"/v1/cases/{case}")
    return read["form"], read["form_version"]


@pytest.fixture
def draft(applicant: Person) -> str:
    case = driving.draft(applicant)
    applicant.put(f"/v1/cases/{case}/form", {"form": FORM}, 0)
    return case


@pytest.mark.parametrize("stale", ['"0"', '"2"', '"999999999"', "0", 'W/"0"'])
def test_an_edit_of_another_version_changes_nothing(applicant: Person, draft: str, stale: str) -> None:
    answer = applicant.ask(
        "PUT", f"/v1/cases/{draft}/form", {"form": {**FORM, "remarks": "迟到的修改"}}, If_Match=stale
    )
    assert refused(answer) == (412, "version_stale")
    assert form_of(applicant, draft) == (FORM, 1)


@pytest.mark.parametrize("nonsense", ["*", "abc", '"-1"', '"1", "2"', "", "１", '"1e3"', "9" * 400])
def test_an_edit_of_no_version_is_refused(applicant: Person, draft: str, nonsense: str) -> None:
    sent = nonsense.encode().decode("latin-1")
    answer = applicant.ask("PUT", f"/v1/cases/{draft}/form", {"form": {}}, If_Match=sent)
    assert refused(answer) in {(400, "if_match_invalid"), (428, "if_match_required")}
    assert form_of(applicant, draft) == (FORM, 1)


def test_an_edit_must_say_which_version_it_edits(applicant: Person, draft: str) -> None:
    url = f"{applicant.city.base_url}/v1/cases/{draft}/form"
    bearer = {"Authorization": f"Bearer {applicant.token}"}
    assert refused(requests.put(url, json={"form": {}}, headers=bearer, timeout=30)) == (428, "if_match_required")
    assert form_of(applicant, draft) == (FORM, 1)


def test_the_etag_of_a_save_is_the_version_of_the_next(applicant: Person, draft: str) -> None:
    tag = '"1"'
    for street in ("第一次修改的地址", "第二次修改的地址"):
        edited = {"form": {**FORM, "residence_address": street}}
        answer = applicant.ask("PUT", f"/v1/cases/{draft}/form", edited, If_Match=tag)
        assert answer.status_code == 200
        tag = answer.headers["ETag"]
    assert tag == '"3"'


def test_of_parallel_edits_of_one_version_one_is_kept(applicant: Person, draft: str) -> None:
    forms = [{**FORM, "residence_address": f"同时修改的地址{n}"} for n in range(8)]
    answers = at_once(
        [
            lambda form=form: applicant.ask("PUT", f"/v1/cases/{draft}/form", {"form": form}, If_Match='"1"')
            for form in forms
        ]
    )
    kept = [form for form, answer in zip(forms, answers, strict=True) if answer.status_code == 200]
    assert len(kept) == 1
    assert {refused(answer) for answer in answers if answer.status_code != 200} <= {
        (412, "version_stale"),
        (409, "changed_meanwhile"),
    }
    assert form_of(applicant, draft) == (kept[0], 2)


def acts(who: Person, case: str) -> list[str]:
    """The types of the acts on the timeline."""
    return [entry["type"] for entry in who.get(f"/v1/cases/{case}/timeline")["entries"]]


def twice(who: Person, path: str, body: Any) -> tuple[requests.Response, requests.Response]:
    """The same request with the same key, one after the other."""
    key = new_key()
    return who.ask("POST", path, body, Idempotency_Key=key), who.ask("POST", path, body, Idempotency_Key=key)


def test_what_comes_twice_is_done_once(applicant: Person, clerk: Person) -> None:
    case = driving.draft(applicant, WITHOUT_PAPERS)
    steps = (
        (applicant, f"/v1/cases/{case}/submission", 201),
        (clerk, f"/v1/desk/tasks/{case}-accept-1/claim", 200),
        (clerk, f"/v1/cases/{case}/acceptance", 201),
        (applicant, f"/v1/cases/{case}/withdrawal", 201),
    )
    for who, path, status in steps:
        first, again = twice(who, path, {})
        assert first.status_code == again.status_code == status, path
        assert first.json() == again.json()
    assert acts(clerk, case) == ["case.submitted", "case.task_claimed", "case.accepted", "case.withdrawn"]


def test_a_repeat_gets_the_first_answer_though_the_case_went_on(applicant: Person, clerk: Person) -> None:
    case, key = driving.draft(applicant, WITHOUT_PAPERS), new_key()
    first = applicant.ask("POST", f"/v1/cases/{case}/submission", Idempotency_Key=key).json()
    clerk.post(f"/v1/cases/{case}/acceptance")
    again = applicant.ask("POST", f"/v1/cases/{case}/submission", Idempotency_Key=key)
    assert again.json() == first
    assert first["status"] == "submitted"


def test_a_case_that_is_begun_twice_is_one_case(applicant: Person) -> None:
    item = applicant.get("/v1/items", query=WITHOUT_PAPERS)["items"][0]["item_code"]
    first, again = twice(applicant, "/v1/cases", {"item_code": item, "division_code": DIVISION})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.json()["case_id"] in known(applicant)


def test_a_key_is_for_one_body(applicant: Person, clerk: Person) -> None:
    case, key = driving.applied(applicant), new_key()
    path = f"/v1/cases/{case}/correction-request"
    first = clerk.ask("POST", path, driving.correction("请补充甲材料。"), Idempotency_Key=key)
    other = clerk.ask("POST", path, driving.correction("请补充乙材料。"), Idempotency_Key=key)
    assert first.status_code == 201
    assert refused(other) == (422, "idempotency_key_reused")
    notices = [entry.get("notice") for entry in applicant.get(f"/v1/cases/{case}/timeline")["entries"]]
    assert notices == [None, "请补充甲材料。"]


def test_a_key_of_one_caller_and_one_path_is_free_elsewhere(applicant: Person, stranger: Person, clerk: Person) -> None:
    key = new_key()
    mine, theirs = (driving.draft(who, WITHOUT_PAPERS) for who in (applicant, stranger))
    numbers = {
        who.ask("POST", f"/v1/cases/{case}/submission", Idempotency_Key=key).json()["case_no"]
        for who, case in ((applicant, mine), (stranger, theirs))
    }
    assert len(numbers) == 2
    for case in (mine, theirs):
        accepted = clerk.ask("POST", f"/v1/cases/{case}/acceptance", Idempotency_Key=key)
        assert accepted.json()["case_id"] == case
    item = applicant.get("/v1/items", query=WITHOUT_PAPERS)["items"][0]["item_code"]
    begun = {
        who.ask("POST", "/v1/cases", {"item_code": item, "division_code": DIVISION}, Idempotency_Key=key).json()[
            "case_id"
        ]
        for who in (applicant, stranger)
    }
    assert len(begun) == 2


def test_what_was_refused_may_be_tried_again_with_the_same_key(applicant: Person) -> None:
    case, key = driving.draft(applicant), new_key()
    path = f"/v1/cases/{case}/submission"
    for _ in range(2):
        assert refused(applicant.ask("POST", path, Idempotency_Key=key)) == (422, "application_incomplete")
    ready = driving.ready(applicant)
    assert applicant.ask("POST", f"/v1/cases/{ready}/submission", Idempotency_Key=key).status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "键", "a" * 129, "a\tb"])
def test_a_key_that_is_none_is_refused(applicant: Person, key: str) -> None:
    path = f"/v1/cases/{new_id()}/submission"
    answer = applicant.ask("POST", path, Idempotency_Key=key.encode().decode("latin-1"))
    assert refused(answer) in {(400, "idempotency_key_invalid"), (400, "idempotency_key_required")}


def at_the_same_time(who: Person, path: str, body: Any = None) -> tuple[list[Any], set[tuple[int, str]]]:
    """Ten identical requests: the answers of those that were carried out, the refusals of the others."""
    key = new_key()
    answers = at_once([lambda: who.ask("POST", path, body, Idempotency_Key=key)] * 10)
    done = [answer.json() for answer in answers if answer.ok]
    return done, {refused(answer) for answer in answers if not answer.ok}


IN_FLIGHT = {(409, "request_in_flight"), (409, "changed_meanwhile")}


def test_identical_submissions_at_once_are_one_act(applicant: Person) -> None:
    case = driving.draft(applicant, WITHOUT_PAPERS)
    done, refusals = at_the_same_time(applicant, f"/v1/cases/{case}/submission")
    assert done
    assert all(answer == done[0] for answer in done)
    assert refusals <= IN_FLIGHT
    assert acts(applicant, case) == ["case.submitted"]


def test_identical_acceptances_at_once_are_one_act(applicant: Person, clerk: Person) -> None:
    case = driving.submitted(applicant)
    done, refusals = at_the_same_time(clerk, f"/v1/cases/{case}/acceptance")
    assert done
    assert all(answer == done[0] for answer in done)
    assert refusals <= IN_FLIGHT
    assert acts(applicant, case) == ["case.submitted", "case.accepted"]


def test_identical_beginnings_at_once_are_one_case(stranger: Person) -> None:
    item = stranger.get("/v1/items", query=WITHOUT_PAPERS)["items"][0]["item_code"]
    before = known(stranger)
    done, refusals = at_the_same_time(stranger, "/v1/cases", {"item_code": item, "division_code": DIVISION})
    begun = {answer["case_id"] for answer in done}
    assert len(begun) == 1
    assert refusals <= IN_FLIGHT
    assert known(stranger) - before == begun


def known(who: Person) -> set[str]:
    """The newest hundred cases of their own."""
    return {case["case_id"] for case in who.get("/v1/cases", limit="100")["cases"]}

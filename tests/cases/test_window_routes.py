"""The window over the real entry point: identity, windows, catalogue and cases as they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.hall import DEPARTMENT, HERE, THERE, Hall
from tests.identity.api import Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]
A_FORM = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


def documents(hall: Hall, token: str, path: str) -> list[dict[str, Any]]:
    answer = hall.api.send("GET", path, token=token)
    assert answer.status == 200, answer
    found: list[dict[str, Any]] = answer.body["documents"]
    return found


def test_who_has_no_account_finds_the_case_when_they_log_in(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item(papers=True)
    window_id = hall.window("W0003")
    begun = hall.apply(clerk, item)
    assert begun.status == 201, begun
    assert answer_fits("POST", "/v1/desk/cases", begun.body)
    assert begun.body["taken_in"] == {"staff_no": "W0003", "division_code": HERE, "window_id": window_id}
    case_id = begun.body["case_id"]
    assert hall.scan(clerk, case_id).status == 200
    assert hall.act(clerk, case_id, "pre-check").body["ready"] is True
    submitted = hall.act(clerk, case_id, "submission")
    assert (submitted.status, submitted.body["channel"]) == (201, "window"), submitted
    (receipt,) = documents(hall, clerk, begun.body["documents"])
    assert receipt["document_no"].startswith("receipt-")
    own = hall.phone("张三")
    (mine,) = hall.api.send("GET", "/v1/cases", token=own).body["cases"]
    assert (mine["case_id"], mine["case_no"]) == (case_id, submitted.body["case_no"])
    assert hall.api.send("GET", f"/v1/cases/{case_id}", token=own).body["materials"][0]["entered_by"] == "staff"
    (entry,) = hall.api.send("GET", f"/v1/cases/{case_id}/timeline", token=own).body["entries"]
    assert (entry["by"], entry["channel"]) == ("工作人员", "window")
    assert hall.act(own, case_id, "withdrawal").status == 201


def test_they_see_who_opened_their_draft(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    case_id = hall.apply(clerk, item).body["case_id"]
    assert hall.api.send("GET", f"/v1/cases/{case_id}", token=clerk).status == 200
    (seen,) = hall.api.send("GET", "/v1/me/access-log", token=hall.phone("张三")).body["entries"]
    assert seen["who"]["staff_no"] == "W0003"


def test_a_person_and_the_clerk_go_on_in_turn(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item(papers=True)
    case_id = hall.apply(clerk, item).body["case_id"]
    own = hall.phone("张三")
    assert hall.scan(own, case_id).status == 200
    listed = hall.api.send("GET", f"/v1/cases/{case_id}/materials", token=clerk).body["materials"]
    assert [one["entered_by"] for one in listed] == ["applicant"]
    assert hall.act(own, case_id, "submission").status == 201


def test_of_a_person_and_a_clerk_who_edit_at_once_one_looks_again(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item(form_schema=A_FORM)
    path, own = f"/v1/cases/{hall.apply(clerk, item).body['case_id']}", hall.phone("张三")
    unread = {"if-match": '"0"'}
    saved = [hall.api.send("PUT", f"{path}/form", {"form": {}}, token=who, headers=unread) for who in (clerk, own)]
    assert [one.status for one in saved] == [200, 412]
    assert hall.api.send("GET", path, token=own).headers["etag"] == '"1"'


def test_what_the_person_handed_in_meanwhile_the_clerk_hears(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk", department="77"), hall.item()
    hall.window("W0003")
    case_id, own = hall.apply(clerk, item).body["case_id"], hall.phone("张三")
    assert hall.act(own, case_id, "submission").status == 201
    late = hall.act(clerk, case_id, "submission")
    assert (late.status, late.code) == (409, "case_not_editable")
    assert hall.act(clerk, case_id, "withdrawal").status == 403
    assert hall.act(own, case_id, "withdrawal").status == 201


def test_a_child_comes_with_the_guardian(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    case_id = hall.apply(clerk, item, "赵小二").body["case_id"]
    assert hall.act(clerk, case_id, "submission").status == 201


def test_nobody_is_applied_for_by_a_colleagues_confirmation(hall: Hall) -> None:
    first, second, item = hall.staff("W0003", "clerk"), hall.staff("W0004", "clerk"), hall.item()
    said = {"verification_id": hall.seen(first, "张三"), "item_code": item, "division_code": HERE}
    answer = hall.api.send("POST", "/v1/desk/cases", said, token=second)
    assert (answer.status, answer.code) == (404, "presence_not_found")


def test_any_item_at_a_window_that_serves_it_whatever_the_clerks_department(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk", department="77"), hall.item()
    refused = hall.apply(clerk, item)
    assert (refused.status, refused.code) == (403, "not_taken_in_here")
    hall.window("W0003")
    taken = hall.apply(clerk, item)
    assert taken.status == 201
    assert hall.act(clerk, taken.body["case_id"], "submission").status == 201
    path = f"/v1/cases/{taken.body['case_id']}"
    assert hall.api.send("GET", path, token=clerk).code == "case_not_found"
    assert documents(hall, clerk, f"{path}/documents")
    examiner = hall.staff("W0005", "clerk")
    assert hall.api.send("GET", path, token=examiner).status == 200


def test_what_a_window_has_to_itself_the_department_does_not_accept(hall: Hall) -> None:
    at_window, in_office, item = hall.staff("W0003", "clerk"), hall.staff("W0004", "clerk"), hall.item()
    hall.window("W0003")
    case_id = hall.apply(at_window, item).body["case_id"]
    hall.act(at_window, case_id, "submission")
    refused = hall.act(in_office, case_id, "acceptance")
    assert (refused.status, refused.code) == (403, "accepted_at_window_only")
    assert "政务服务大厅A01号窗口" in refused.body["detail"]
    assert hall.act(at_window, case_id, "acceptance").status == 201
    for token in (at_window, in_office):
        assert hall.act(token, case_id, "acceptance").status == 409


def test_the_same_item_again_is_told_and_not_refused(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    first = hall.apply(clerk, item).body["case_id"]
    hall.act(clerk, first, "submission")
    again = hall.apply(clerk, item).body
    assert [one["case_id"] for one in again["open_cases"]] == [first]
    checked = hall.act(clerk, again["case_id"], "pre-check").body
    assert [one["case_id"] for one in checked["open_cases"]] == [first]


def test_repeating_the_request_begins_one_draft(hall: Hall) -> None:
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    said = {"verification_id": hall.seen(clerk, "张三"), "item_code": item, "division_code": HERE}
    key = {"idempotency-key": "the-same"}
    answers = [hall.api.send("POST", "/v1/desk/cases", said, token=clerk, headers=key).body for _ in range(2)]
    assert answers[0] == answers[1]
    listed = hall.api.send("GET", "/v1/desk/cases", token=clerk, query={"division": [HERE]})
    assert answer_fits("GET", "/v1/desk/cases", listed.body)
    assert len(listed.body["cases"]) == 1


def test_what_is_collected_here_is_handled_there_after_its_papers_came(hall: Hall) -> None:
    here, there = hall.staff("W0003", "clerk"), hall.staff("W0004", "clerk", THERE)
    item = hall.item(papers=True)
    case_id = hall.apply(here, item, division=THERE).body["case_id"]
    hall.scan(here, case_id)
    assert hall.act(here, case_id, "submission").status == 201
    waiting = hall.act(there, case_id, "acceptance")
    assert (waiting.status, waiting.code) == (409, "originals_not_arrived")
    said = {"to_division": THERE, "to_department": DEPARTMENT, "case_ids": [case_id]}
    sent = hall.api.send("POST", "/v1/desk/handovers", said, token=here)
    assert sent.status == 201, sent
    assert answer_fits("POST", "/v1/desk/handovers", sent.body)
    on_their_way = {"division": [THERE], "direction": ["received"]}
    listed = hall.api.send("GET", "/v1/desk/handovers", token=there, query=on_their_way)
    assert answer_fits("GET", "/v1/desk/handovers", listed.body)
    (list_no,) = [one["list_no"] for one in listed.body["handovers"]]
    shown = hall.api.send("GET", f"/v1/desk/handovers/{list_no}", token=there)
    assert answer_fits("GET", "/v1/desk/handovers/{list_no}", shown.body)
    assert shown.body["items"][0]["applicant"] == "张*"
    received = hall.api.send("POST", f"/v1/desk/handovers/{list_no}/receipt", {"missing": []}, token=there)
    assert (received.status, received.body["arrived"]) == (201, 1), received
    assert hall.act(there, case_id, "acceptance").status == 201
    standing = hall.api.send("GET", "/v1/desk/cases", token=here, query={"division": [HERE]}).body["cases"]
    assert [(one["status"], one["arrived"], one["list_no"]) for one in standing] == [("accepted", True, list_no)]


def test_more_than_a_list_holds_is_refused(hall: Hall) -> None:
    clerk = hall.staff("W0003", "clerk")
    said = {"to_division": THERE, "to_department": DEPARTMENT, "case_ids": [f"{nth:026d}" for nth in range(26)]}
    answer = hall.api.send("POST", "/v1/desk/handovers", said, token=clerk)
    assert (answer.status, answer.code) == (422, "body_invalid")

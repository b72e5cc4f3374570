"""The catalogue over its routes, on moto's tables."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue import schemas
from chalicelib.shared.access import Caller, Role
from tests.catalogue.samples import content, division_rows, row, statutory_rows
from tests.catalogue.worker import imported
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE, staff

CLERK = staff("S-9", frozenset({Role.CLERK}))
CITIZEN = Caller("citizen", "P-1", level=2)
CODE = content()["item_code"]
STAFF = f"/v1/catalogue/items/{CODE}"
ANSWERS = {"first_time": True, "resided_half_year": True, "ground": "study", "by_agent": False}


@pytest.fixture
def call(bucket: Any) -> Client:
    return Client(PEOPLE | {CLERK.id: CLERK, CITIZEN.id: CITIZEN})


def publish(call: Client, body: dict[str, Any], if_match: str = '"0"') -> None:
    at = f"/v1/catalogue/items/{body['item_code']}"
    draft = call("PUT", f"{at}/draft", {"content": body}, "S-1", if_match=if_match)
    assert draft.status == 200, draft.body
    number = draft.body["number"]
    assert call("POST", f"{at}/versions/{number}/audit", {"passed": True}, "S-3").status == 201
    assert call("POST", f"{at}/versions/{number}/publication", None, "S-4").status == 201


def test_from_a_statutes_row_to_a_citizens_guide(call: Client) -> None:
    report = imported(call, {"kind": "items", "source": "s", "rows": statutory_rows()})
    assert (report.body["state"], report.body["accepted"]) == ("concluded", 72)
    schemas.ImportReport.model_validate(report.body)

    draft = call("GET", f"{STAFF}/draft", by="S-1")
    schemas.DraftEdition.model_validate(draft.body)
    publish(call, content(), draft.etag)

    listed = call("GET", "/v1/items?query=居住&mode=online")
    schemas.ItemPage.model_validate(listed.body)
    assert [entry["item_code"] for entry in listed.body["items"]] == [CODE]

    detail = call("GET", f"/v1/items/{CODE}")
    schemas.ItemDetail.model_validate(detail.body)
    assert (detail.etag, detail.body["version"], detail.body["in_force"]) == ('"1"', 1, True)
    assert [question["name"] for question in detail.body["questions"]] == list(ANSWERS)

    guide = call("POST", f"/v1/items/{CODE}/guide", {"answers": ANSWERS, "division_code": "530102000000"})
    schemas.Guide.model_validate(guide.body)
    assert guide.status == 200
    assert [material["code"] for material in guide.body["materials"]] == ["M01", "M02", "M03", "M05"]
    assert (guide.body["eligible"], guide.body["least_assurance_level"]) == (True, 2)
    assert guide.body["statutory_limit"]["unit"] == "D"
    assert guide.body["form_schema"]["title"] == "居住证申领表"


def test_the_same_file_twice_changes_nothing(call: Client) -> None:
    body = {"kind": "items", "source": "s", "rows": statutory_rows()[:30]}
    assert imported(call, body).body["accepted"] == 30
    assert imported(call, body).body["unchanged"] == 30


def test_a_repeated_import_gets_the_same_report(call: Client) -> None:
    body = {"kind": "items", "source": "s", "rows": [row()]}
    first = call("POST", "/v1/catalogue/imports", body, "S-1", idempotency_key="k")
    assert call("POST", "/v1/catalogue/imports", body, "S-1", idempotency_key="k").body == first.body
    other = call("POST", "/v1/catalogue/imports", {**body, "source": "t"}, "S-1", idempotency_key="k")
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")


def test_an_import_refused_for_its_key_drafts_nothing(call: Client) -> None:
    first, second = ({"kind": "items", "source": "s", "rows": [row(source)]} for source in ("S005", "S007"))
    call("POST", "/v1/catalogue/imports", first, "S-1", idempotency_key="k")
    assert call("POST", "/v1/catalogue/imports", second, "S-1", idempotency_key="k").status == 422
    assert call("GET", f"/v1/catalogue/items/{row('S007')['item_code']}/draft", by="S-1").status == 404


def test_rows_that_are_all_set_aside_are_answered_in_bounds(call: Client) -> None:
    body = {"kind": "divisions", "source": "s", "rows": [{"parent12": 1}] * 2000}
    report = imported(call, body)
    assert (report.status, len(report.body["quarantined"]), report.body["quarantined_total"]) == (200, 200, 8000)


def test_pinned_versions(call: Client) -> None:
    publish(call, content())
    publish(call, content(name="居住证"))
    assert call("GET", f"/v1/items/{CODE}").body["name"] == "居住证"
    first = call("GET", f"/v1/items/{CODE}?version=1").body
    assert (first["name"], first["in_force"]) == ("居住证申领", False)
    for version in ("3", "0", "x"):
        assert call("GET", f"/v1/items/{CODE}?version={version}").status in (404, 422)
    call("POST", f"{STAFF}/versions/2/withdrawal", {"reason": "机构改革"}, "S-3")
    gone = call("GET", f"/v1/items/{CODE}")
    assert (gone.status, gone.body["code"]) == (404, "item_not_found")
    assert call("GET", f"/v1/items/{CODE}?version=2").body["in_force"] is False
    assert call("GET", "/v1/items").body["items"] == []


def test_pages_of_the_list(call: Client) -> None:
    publish(call, content())
    publish(call, content("old_age_allowance"))
    first = call("GET", "/v1/items?limit=1").body
    assert len(first["items"]) == 1
    second = call("GET", f"/v1/items?limit=1&cursor={first['next_cursor']}").body
    assert {entry["name"] for page in (first, second) for entry in page["items"]} == {"居住证申领", "老年人高龄津贴"}
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "mode=fast", "colour=red", "division=5301", "query="]
)
def test_a_query_that_cannot_be(call: Client, query: str) -> None:
    assert call("GET", f"/v1/items?{query}").status == 422


@pytest.mark.parametrize("cursor", ["x", "e30", "W10"])
def test_a_cursor_that_we_did_not_write(call: Client, cursor: str) -> None:
    assert call("GET", f"/v1/items?cursor={cursor}").status == 400


def test_a_guide_names_every_wrong_answer(call: Client) -> None:
    publish(call, content())
    answers = {**ANSWERS, "ground": "love", "first_time": 1, "more": None}
    wrong = call("POST", f"/v1/items/{CODE}/guide", {"answers": answers})
    assert (wrong.status, wrong.body["code"]) == (422, "decision_inputs_invalid")
    assert {fault["pointer"] for fault in wrong.body["errors"]} == {
        "/answers/ground",
        "/answers/first_time",
        "/answers/more",
    }
    elsewhere = call("POST", f"/v1/items/{CODE}/guide", {"answers": ANSWERS, "division_code": "110101000000"})
    assert (elsewhere.status, elsewhere.body["code"]) == (409, "item_not_offered_here")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "/answers"), ({"answers": []}, "/answers"), ({"answers": {}, "division_code": "5301"}, "/division_code")],
)
def test_a_guide_needs_answers(call: Client, body: Any, pointer: str) -> None:
    publish(call, content())
    answer = call("POST", f"/v1/items/{CODE}/guide", body)
    assert answer.status == 422
    assert pointer in {fault["pointer"] for fault in answer.body["errors"]}


def test_a_draft_with_a_wrong_shape_or_wrong_parts(call: Client) -> None:
    shapeless = {**content(), "colour": "red", "least_assurance_level": 9, "materials": [{}]}
    answer = call("PUT", f"{STAFF}/draft", {"content": shapeless}, "S-1", if_match='"0"')
    assert answer.status == 422
    pointers = {fault["pointer"] for fault in answer.body["errors"]}
    assert {"/content/colour", "/content/least_assurance_level", "/content/materials/0/code"} <= pointers
    crooked = call("PUT", f"{STAFF}/draft", {"content": content(legal_regime="payment")}, "S-1", if_match='"0"')
    assert (crooked.status, crooked.body["code"]) == (422, "item_invalid")
    assert crooked.body["errors"][0]["detail"]


def test_gaps_are_told_at_audit_with_examples(call: Client) -> None:
    holey = content()
    del holey["guide"]["tables"][0]["rows"][0]
    call("PUT", f"{STAFF}/draft", {"content": holey}, "S-1", if_match='"0"')
    answer = call("POST", f"{STAFF}/versions/1/audit", {"passed": True}, "S-3")
    assert (answer.status, answer.body["code"]) == (422, "findings_open")
    assert answer.body["errors"][0]["pointer"] == "/content/guide/tables/0"
    assert "就业" in answer.body["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/catalogue/imports", {"kind": "items", "source": "s", "rows": []}),
        ("PUT", f"{STAFF}/draft", {"content": {}}),
    ],
)
def test_only_editors_write(call: Client, method: str, path: str, body: Any) -> None:
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-3", 403), ("S-1", 422)):
        assert call(method, path, body, by, if_match='"0"').status == status, by


@pytest.mark.parametrize("act", ["audit", "publication", "withdrawal"])
def test_only_auditors_decide(call: Client, act: str) -> None:
    body = {"audit": {"passed": True}, "publication": None, "withdrawal": {"reason": "x"}}[act]
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-1", 403), ("S-3", 404)):
        assert call("POST", f"{STAFF}/versions/1/{act}", body, by).status == status, by


def test_the_keepers_alone_read_drafts(call: Client) -> None:
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-1", 404), ("S-3", 404)):
        assert call("GET", f"{STAFF}/draft", by=by).status == status


def test_divisions(call: Client) -> None:
    rows = [one for one in division_rows("yunnan_L1-L4.csv") if one["parent12"] == "530100000000"]
    assert imported(call, {"kind": "divisions", "source": "s", "rows": rows}).body["accepted"] == 14
    below = call("GET", "/v1/divisions/530100000000/children")
    schemas.Divisions.model_validate(below.body)
    first = below.body["children"][0]
    assert (first["code"], first["name"], first["level"], first["in_force"]) == ("530102000000", "五华区", 3, True)
    assert call("GET", "/v1/divisions/530102000000/children").body["children"] == []
    assert call("GET", "/v1/divisions/110000000000/children").body["code"] == "division_not_found"

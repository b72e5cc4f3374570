"""What keepers read of an item: versions, changes, open drafts, findings; and what a first draft needs."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue import schemas
from chalicelib.catalogue.editions.changes import changes
from tests.catalogue.test_reach import publish
from tests.catalogue.together import FIRST, SECOND, an_item
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE

AT = f"/v1/catalogue/items/{FIRST}"


@pytest.fixture
def call(cloud: None) -> Client:
    return Client(PEOPLE)


def drafted(call: Client, item: dict[str, Any], by: str = "S-1") -> Any:
    at = f"/v1/catalogue/items/{item['item_code']}/draft"
    return call("PUT", at, {"content": item}, by, if_match='"0"').body


def test_versions_newest_first_with_who_did_what(call: Client) -> None:
    publish(call, an_item(FIRST))
    publish(call, an_item(FIRST, name="事项二"))
    call("POST", f"{AT}/versions/2/withdrawal", {"reason": "机构改革"}, "S-3")
    answer = call("GET", f"{AT}/versions", by="S-3").body
    schemas.History.model_validate(answer)
    assert [(one["number"], one["stage"]) for one in answer["versions"]] == [(2, "withdrawn"), (1, "superseded")]
    steps = answer["versions"][0]["steps"]
    assert [step["act"].removeprefix("item.") for step in steps] == ["drafted", "audited", "published", "withdrawn"]
    assert [step["by"] for step in steps] == ["S-1", "S-3", "S-4", "S-3"]
    assert steps[-1]["reason"] == "机构改革"


def test_versions_by_pages(call: Client) -> None:
    for name in ("一", "二", "三"):
        publish(call, an_item(FIRST, name=name))
    first = call("GET", f"{AT}/versions?limit=2", by="S-3").body
    second = call("GET", f"{AT}/versions?limit=2&before={first['next_before']}", by="S-3").body
    assert [one["number"] for page in (first, second) for one in page["versions"]] == [3, 2, 1]
    assert second["next_before"] is None


def test_one_version_and_what_it_changes(call: Client) -> None:
    publish(call, an_item(FIRST))
    item = an_item(FIRST, name="事项二")
    item["materials"] = [{**item["materials"][0], "copies": 7}, *item["materials"][1:]]
    publish(call, item)
    assert call("GET", f"{AT}/versions/1", by="S-3").body["content"]["name"] == f"事项{FIRST}"
    answer = call("GET", f"{AT}/versions/2/changes", by="S-3").body
    schemas.Changes.model_validate(answer)
    told = [(one["element"], one["change"], one["entry"]) for one in answer["changes"]]
    assert sorted(told)[::-1] == [("name", "changed", None), ("materials", "changed", item["materials"][0]["code"])]
    assert call("GET", f"{AT}/versions/2/changes?since=2", by="S-3").body["changes"] == []
    assert {one["change"] for one in call("GET", f"{AT}/versions/1/changes", by="S-3").body["changes"]} == {"added"}


@pytest.mark.parametrize("path", ["/versions/9", "/versions/x", "/versions/2/changes", "/versions/1/changes?since=9"])
def test_a_version_that_is_not(call: Client, path: str) -> None:
    publish(call, an_item(FIRST))
    answer = call("GET", f"{AT}{path}", by="S-3")
    assert (answer.status, answer.body["code"]) == (404, "edition_not_found")
    assert call("GET", "/v1/catalogue/items/NONE/versions", by="S-3").status == 404


def test_changes_of_lists() -> None:
    before = {"themes": ["a", "b"], "basis": [{"code": "B1", "title": "x"}], "places": [], "keywords": ["x", "x"]}
    after = {
        "themes": ["b", "a"],
        "basis": [{"code": "B2", "title": "x"}],
        "places": [{"name": "x"}],
        "keywords": ["x"],
    }
    told = [(one["element"], one["change"], one["entry"]) for one in changes(before, after)]
    assert told == [
        ("themes", "reordered", None),
        ("basis", "removed", "B1"),
        ("basis", "added", "B2"),
        ("places", "added", "x"),
        ("keywords", "removed", "x+"),
    ]


def test_a_draft_answers_with_findings_and_is_kept_all_the_same(call: Client) -> None:
    answer = drafted(call, an_item(FIRST, applicant_types=[], results=[]))
    schemas.DraftEdition.model_validate(answer)
    assert [one["pointer"] for one in answer["findings"]] == ["/content/applicant_types"]
    assert "服务对象" in answer["findings"][0]["detail"]
    assert "results_advised" in {one["code"] for one in answer["advice"]}
    again = call("GET", f"{AT}/draft", by="S-1")
    assert (again.body["findings"], again.body["advice"]) == (answer["findings"], answer["advice"])
    refused = call("POST", f"{AT}/versions/1/audit", {"passed": True}, "S-3")
    assert (refused.status, refused.body["errors"]) == (422, answer["findings"])


def test_open_drafts_by_department_and_code(call: Client) -> None:
    for code, department in ((FIRST, "09"), (SECOND, "09"), ("ITEM-0", "10")):
        drafted(call, an_item(code, department=department))
    first = call("GET", "/v1/catalogue/drafts?limit=2", by="S-3").body
    schemas.DraftPage.model_validate(first)
    second = call("GET", f"/v1/catalogue/drafts?limit=2&cursor={first['next_cursor']}", by="S-3").body
    assert [one["item_code"] for page in (first, second) for one in page["drafts"]] == [FIRST, SECOND, "ITEM-0"]
    assert second["next_cursor"] is None
    own = call("GET", "/v1/catalogue/drafts?department=10", by="S-3").body["drafts"]
    assert [one["item_code"] for one in own] == ["ITEM-0"]


def test_a_published_draft_is_open_no_more_and_a_moved_one_stands_once(call: Client) -> None:
    publish(call, an_item(FIRST))
    revision = drafted(call, an_item(SECOND, department="09"))["revision"]
    body = {"content": an_item(SECOND, department="10")}
    call("PUT", f"/v1/catalogue/items/{SECOND}/draft", body, "S-1", if_match=f'"{revision}"')
    listed = call("GET", "/v1/catalogue/drafts", by="S-3").body["drafts"]
    assert [(one["department"], one["item_code"]) for one in listed] == [("10", SECOND)]


def test_who_finds_no_draft_hears_how_to_begin(call: Client) -> None:
    assert call("GET", f"{AT}/draft", by="S-1").body["code"] == "draft_not_found"
    publish(call, an_item(FIRST))
    answer = call("GET", f"{AT}/draft", by="S-1")
    assert (answer.status, answer.body["code"]) == (404, "draft_not_begun")
    assert 'If-Match: "0"' in answer.body["detail"]


def test_an_audit_that_says_nothing_is_asked_only_whether_it_passes(call: Client) -> None:
    drafted(call, an_item(FIRST))
    answer = call("POST", f"{AT}/versions/1/audit", {}, "S-3")
    assert [fault["pointer"] for fault in answer.body["errors"]] == ["/passed"]


def test_an_ended_item_answers_with_document_and_successor(call: Client) -> None:
    publish(call, an_item(SECOND))
    publish(call, an_item(FIRST))
    reform = {"kind": "merged", "document": "昆政发〔2026〕1号", "effective_on": "2026-01-01", "successor": SECOND}
    publish(call, an_item(FIRST, reform=reform))
    answer = call("GET", f"/v1/items/{FIRST}")
    assert (answer.status, answer.body["code"], answer.body["successors"]) == (404, "item_merged", [SECOND])
    assert "昆政发〔2026〕1号" in answer.body["detail"]


def test_a_standard_over_the_routes(call: Client) -> None:
    publish(call, an_item(FIRST, basic_code="000709001000", name="同一事项"))
    drafted(call, an_item(SECOND, basic_code="000709001000", name="另一名称"))
    call("POST", f"/v1/catalogue/items/{SECOND}/versions/1/audit", {"passed": True}, "S-3")
    at = f"/v1/catalogue/items/{SECOND}/versions/1/publication"
    refused = call("POST", at, None, "S-4")
    assert (refused.status, refused.body["code"], refused.body["errors"][0]["pointer"]) == (
        *(422, "standard_differs"),
        "/content/name",
    )
    assert FIRST in refused.body["errors"][0]["detail"]
    assert call("POST", at, {"raises_standard": True}, "S-4").status == 201
    answer = call("GET", "/v1/catalogue/standards/000709001000", by="S-1").body
    schemas.Standard.model_validate(answer)
    assert [(one["item_code"], one["behind"]) for one in answer["members"]] == [(FIRST, True), (SECOND, False)]

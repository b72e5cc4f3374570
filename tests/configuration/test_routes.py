"""The configuration over its routes, on moto's tables."""

from __future__ import annotations

import pytest

from chalicelib.configuration import schemas
from chalicelib.configuration.kinds import KINDS
from chalicelib.shared.access import Caller, Role
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE, staff

CLERK = staff("S-9", frozenset({Role.CLERK}))
CITIZEN = Caller("citizen", "P-1", level=2)
INTAKE = "/v1/configuration/intake"


@pytest.fixture
def call(cloud: None) -> Client:
    return Client(PEOPLE | {CLERK.id: CLERK, CITIZEN.id: CITIZEN})


def test_a_document_from_defaults_to_a_release_and_back(call: Client) -> None:
    before = call("GET", INTAKE, by="S-1")
    assert (before.status, before.etag, before.body["number"], before.body["release"]) == (200, '"0"', None, 0)

    draft = call("PUT", INTAKE, {"content": {"draft_days": 20}}, "S-1", if_match=before.etag)
    assert (draft.status, draft.etag, draft.body["stage"]) == (200, '"1"', "draft")
    assert call("GET", INTAKE, by="S-3").etag == draft.etag

    number = draft.body["number"]
    audited = call("POST", f"{INTAKE}/versions/{number}/audit", {"passed": True}, "S-3")
    assert (audited.status, audited.body["stage"]) == (201, "audited")
    published = call("POST", f"{INTAKE}/versions/{number}/publication", None, "S-4")
    assert (published.status, published.body["stage"], published.body["publisher"]) == (201, "published", "S-4")

    in_force = call("GET", INTAKE, by="S-1").body
    assert (in_force["release"], in_force["number"], in_force["content"]["draft_days"]) == (1, 1, 20)
    withdrawn = call("POST", f"{INTAKE}/versions/{number}/withdrawal", {"reason": "数值有误"}, "S-4")
    assert withdrawn.body["stage"] == "withdrawn"
    assert call("GET", f"{INTAKE}/versions/{number}", by="S-1").body["content"]["draft_days"] == 20


@pytest.mark.parametrize("name", KINDS)
def test_every_document_goes_through_the_same_life(call: Client, name: str) -> None:
    path = f"/v1/configuration/{name}"
    shipped = call("GET", path, by="S-1").body
    draft = call("PUT", path, {"content": shipped["content"]}, "S-1", if_match='"0"')
    assert (draft.status, draft.body["content"]) == (200, shipped["content"])
    version = f"{path}/versions/{draft.body['number']}"
    assert call("POST", f"{version}/audit", {"passed": False, "reason": "请核对"}, "S-3").body["stage"] == "draft"
    assert call("POST", f"{version}/publication", None, "S-4").status == 409
    assert call("POST", f"{version}/audit", {"passed": True}, "S-3").body["stage"] == "audited"
    assert listed(call)[name] == (None, 1)
    assert call("POST", f"{version}/publication", None, "S-4").body["stage"] == "published"
    assert listed(call)[name] == (1, None)
    assert call("POST", f"{version}/withdrawal", {"reason": "恢复默认"}, "S-4").body["stage"] == "withdrawn"
    assert listed(call)[name] == (None, None)


def listed(call: Client) -> dict[str, tuple[int | None, int | None]]:
    """Number in force and number of the draft of every document."""
    answer = call("GET", "/v1/configuration", by="S-3")
    schemas.Documents.model_validate(answer.body)
    assert [one["document"] for one in answer.body["documents"]] == list(KINDS)
    return {one["document"]: (one["number"], one["draft"]) for one in answer.body["documents"]}


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("P-1", 403), ("S-9", 403), ("S-1", 200), ("S-3", 200)])
def test_only_keepers_see_the_list(call: Client, by: str | None, status: int) -> None:
    assert call("GET", "/v1/configuration", by=by).status == status


@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("unknown", 401), ("P-1", 403), ("S-9", 403), ("S-3", 403), ("S-1", 200)]
)
def test_only_editors_draft(call: Client, by: str | None, status: int) -> None:
    assert call("PUT", INTAKE, {"content": {}}, by, if_match='"0"').status == status


@pytest.mark.parametrize("act", ["audit", "publication", "withdrawal"])
def test_only_auditors_decide(call: Client, act: str) -> None:
    body = {"passed": True} if act == "audit" else {"reason": "x"}
    assert call("POST", f"{INTAKE}/versions/1/{act}", body, "S-1").status == 403
    assert call("POST", f"{INTAKE}/versions/1/{act}", body, "S-3").status == 404


def test_a_draft_needs_the_version_that_was_read(call: Client) -> None:
    assert call("PUT", INTAKE, {"content": {}}, "S-1").status == 428
    assert call("PUT", INTAKE, {"content": {}}, "S-1", if_match='"1"').status == 412
    assert call("PUT", INTAKE, {"content": {}}, "S-1", if_match="soon").status == 400


def test_every_wrong_field_is_named_with_wording(call: Client) -> None:
    content = {"draft_days": 0, "colour": "red", "material_types": ["text/html"]}
    answer = call("PUT", INTAKE, {"content": content}, "S-1", if_match='"0"')
    assert (answer.status, answer.body["code"]) == (422, "configuration_invalid")
    assert {(fault["pointer"], fault["code"]) for fault in answer.body["errors"]} == {
        ("/content/draft_days", "out_of_range"),
        ("/content/colour", "unknown_field"),
        ("/content/material_types", "not_an_option"),
    }
    assert all(fault["detail"] for fault in answer.body["errors"])


@pytest.mark.parametrize(
    ("body", "code"),
    [({"passed": False}, "required"), ({}, "required"), ({"passed": "yes"}, "wrong_type")],
)
def test_an_audit_says_what_it_found(call: Client, body: dict[str, object], code: str) -> None:
    answer = call("POST", f"{INTAKE}/versions/1/audit", body, "S-3")
    assert answer.status == 422
    assert code in {fault["code"] for fault in answer.body["errors"]}


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "1e3", "９", "9" * 40])
def test_an_edition_that_does_not_exist(call: Client, number: str) -> None:
    call("PUT", INTAKE, {"content": {}}, "S-1", if_match='"0"')
    answer = call("GET", f"{INTAKE}/versions/{number}", by="S-1")
    assert (answer.status, answer.body["code"]) == (404, "edition_not_found")


def test_an_unknown_document(call: Client) -> None:
    assert call("GET", "/v1/configuration/weather", by="S-1").body["code"] == "document_not_found"


def test_the_author_is_told_why_they_may_not_decide(call: Client) -> None:
    call("PUT", INTAKE, {"content": {}}, "S-5", if_match='"0"')
    answer = call("POST", f"{INTAKE}/versions/1/audit", {"passed": True}, "S-5")
    assert (answer.status, answer.body["code"]) == (403, "author_may_not_decide")
    assert "起草人" in answer.body["detail"]

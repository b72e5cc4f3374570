"""Who is let in, and what whoever is not gets to know."""

from __future__ import annotations

import pytest

from tests.representation.serving import COMPANY, DIVISION, NUMBERS, Served, authorisation, given, joined


def test_a_company_is_joined_by_face_only(served: Served) -> None:
    refused = served.send("POST", "/me/organisations", {"uscc": COMPANY}, "李四", 2)
    assert (refused.status, refused.body["code"]) == (403, "assurance_level_too_low")
    assert refused.body["ways"][-1]["method"] == "in_person"


def test_who_stands_for_a_company_appoints_agents_and_leaves_by_face_only(served: Served) -> None:
    """Name and number are no secret: a second account that proves no more is no legal representative's hand."""
    company = joined(served)
    for path, body in (
        ("/authorisations", authorisation(kind="agent", principal=company)),
        (f"/me/organisations/{company}/departure", {}),
    ):
        refused = served.send("POST", path, body, "李四", 2)
        assert (refused.status, refused.body["code"]) == (403, "assurance_level_too_low")
        assert [way["method"] for way in refused.body["ways"]] == ["face", "in_person"]
        assert served.send("POST", path, body, "李四", 3).status == 201


def test_the_register_is_not_to_be_leafed_through(served: Served) -> None:
    answers = [
        served.send("POST", "/me/organisations", {"uscc": code}, "张三", 3) for code in (COMPANY, "91110000600037341L")
    ]
    shown = [{**answer.body, "request_id": ""} for answer in answers]
    assert shown[0] == shown[1]
    assert shown[0]["status"] == 409


@pytest.mark.parametrize(
    ("code", "by", "status", "told"),
    [
        ("93440300MA5G00002R", "赵六", 409, "organisation_revoked"),
        ("51440300502688888D", "李四", 503, "business_register_unavailable"),
        ("91440300MA5FAKE01H", "李四", 422, "body_invalid"),
    ],
)
def test_what_stands_in_the_way_is_told(served: Served, code: str, by: str, status: int, told: str) -> None:
    refused = served.send("POST", "/me/organisations", {"uscc": code}, by, 3)
    assert (refused.status, refused.body["code"]) == (status, told)


def test_an_authorisation_is_nobody_else_s_to_see_or_end(served: Served) -> None:
    own = given(served, "张三")
    for path in (f"/authorisations/{own}", f"/authorisations/{own}/revocation"):
        method = "POST" if path.endswith("revocation") else "GET"
        refused = served.send(method, path, {} if method == "POST" else None, "李四")
        assert (refused.status, refused.body["code"]) == (404, "authorisation_not_found")


def test_without_authority_nobody_begins_a_case_for_another(served: Served) -> None:
    body = {"item_code": served.publish(), "division_code": DIVISION, "on_behalf_of": given(served, "张三")}
    refused = served.send("POST", "/cases", body, "李四")
    assert (refused.status, refused.body["code"]) == (404, "authorisation_not_found")
    refused = served.send("GET", f"/cases?organisation_id={joined(served)}", by="王五")
    assert (refused.status, refused.body["code"]) == (404, "organisation_not_found")


def test_an_authorisation_reaches_no_item_above_the_level_at_which_it_was_given(served: Served) -> None:
    """Else whoever knows somebody's name and number could let themselves do what needs that person's face."""
    body = {"item_code": served.publish(least_assurance_level=3), "division_code": DIVISION}
    low = given(served, "张三")
    refused = served.send("POST", "/cases", {**body, "on_behalf_of": low}, "王五", 3)
    assert (refused.status, refused.body["code"]) == (403, "authorisation_given_below_level")
    known = served.send("POST", "/authorisations", authorisation(), "张三", 3, idempotency_key="by-face-1")
    high = known.body["authorisation_id"]
    begun = served.send("POST", "/cases", {**body, "on_behalf_of": high}, "王五", 3, idempotency_key="case-high")
    assert begun.status == 201, begun.body
    submission = f"/cases/{begun.body['case_id']}/submission"
    served.send("POST", f"/authorisations/{high}/revocation", {}, "张三")
    refused = served.send("POST", submission, {}, "王五", 3)
    assert (refused.status, refused.body["code"]) == (403, "authorisation_given_below_level")
    served.send("POST", "/authorisations", authorisation(), "张三", 3, idempotency_key="by-face-2")
    assert served.send("POST", submission, {}, "王五", 3, idempotency_key="submission-again").status == 201


def test_guardians_and_legal_representatives_need_their_own_level_only(served: Served) -> None:
    item = served.publish(least_assurance_level=3, applicant_types=["natural_person", "legal_person"])
    ward = {"name": "赵小二", "resident_id": NUMBERS["赵小二"]}
    made = served.send("POST", "/authorisations", {"kind": "guardian", "ward": ward, "reason": "父女"}, "赵六")
    for by, for_ in (("赵六", made.body["authorisation_id"]), ("李四", joined(served))):
        body = {"item_code": item, "division_code": DIVISION, "on_behalf_of": for_}
        assert served.send("POST", "/cases", body, by, 2).body["code"] == "assurance_level_too_low"
        begun = served.send("POST", "/cases", body, by, 3)
        assert begun.status == 201, begun.body
        assert served.send("POST", f"/cases/{begun.body['case_id']}/submission", {}, by, 3).status == 201

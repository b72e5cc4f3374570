"""Filling in, offering again and carrying over, over the real entry point with tables and a bucket behind it."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from tests.cases.hall import HERE, Hall
from tests.catalogue.samples import content
from tests.identity.api import Answer, Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]
CARD = {"code": "M01", "name": "身份证", "certificate": "居民身份证", "accept": ["application/pdf"]}
LEASE = {"code": "M02", "name": "租赁合同", "certificate": None, "accept": ["application/pdf"]}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "address"],
    "properties": {
        "name": {"type": "string", "title": "姓名", "x-source": "applicant.name"},
        "born": {"type": "string", "title": "出生日期", "format": "date", "x-source": "applicant.birth_date"},
        "address": {"type": "string", "title": "住址", "x-source": "earlier:residence_address"},
    },
}


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


def item(hall: Hall, **more: Any) -> str:
    slots = [{**content()["materials"][0], **slot} for slot in (CARD, LEASE)]
    return hall.item(materials=slots, form_schema=SCHEMA, **more)


def begun(hall: Hall, token: str, item_code: str) -> dict[str, Any]:
    body = {"item_code": item_code, "division_code": HERE}
    answer = hall.api.send("POST", "/v1/cases", body, token=token)
    assert answer.status == 201, answer
    told: dict[str, Any] = answer.body
    return told


def agree(hall: Hall, token: str) -> None:
    listed = hall.api.send("GET", "/v1/me/consents", token=token).body["consents"]
    wording = next(one["wording"] for one in listed if one["purpose"] == "prefill")
    said = {"purpose": "prefill", "wording_version": wording["version"], "wording_sha256": wording["sha256"]}
    assert hall.api.send("POST", "/v1/me/consents", said, token=token).status == 201


def fill_in(hall: Hall, token: str, case_id: str, version: int = 0) -> Answer:
    headers = {"if-match": f'"{version}"'}
    return hall.api.send("POST", f"/v1/cases/{case_id}/prefill", {}, token=token, headers=headers)


def handed_in(hall: Hall, token: str, item_code: str) -> str:
    case_id = str(begun(hall, token, item_code)["case_id"])
    form = {"form": {"name": "张三", "address": "翠湖西路1号"}}
    saved = hall.api.send("PUT", f"/v1/cases/{case_id}/form", form, token=token, headers={"if-match": '"0"'})
    assert saved.status == 200, saved
    assert hall.scan(token, case_id, "M02").status == 200
    submitted = hall.act(token, case_id, "submission")
    assert submitted.status == 201, submitted
    return case_id


def test_a_form_is_filled_in_with_consent_and_says_from_where(hall: Hall) -> None:
    own, code = hall.phone("张三"), item(hall)
    first = handed_in(hall, own, code)
    case_id = begun(hall, own, code)["case_id"]
    refused = fill_in(hall, own, case_id)
    assert (refused.status, refused.code) == (403, "consent_needed")
    assert refused.body["consents"] == [{"purpose": "prefill", "of": "caller", "resource": "POST /v1/me/consents"}]
    agree(hall, own)
    assert hall.act(own, case_id, "prefill").code == "if_match_required"
    assert fill_in(hall, own, case_id, 1).code == "version_stale"
    told = fill_in(hall, own, case_id)
    assert (told.status, told.headers["etag"], answer_fits("POST", "/v1/cases/{case_id}/prefill", told.body)) == (
        200, '"1"', True,
    )  # fmt: skip
    assert told.body["form"] == {"name": "张三", "born": "1949-12-31", "address": "翠湖西路1号"}
    shown = hall.api.send("GET", f"/v1/cases/{case_id}", token=own).body
    assert answer_fits("GET", "/v1/cases/{case_id}", shown)
    assert {one["pointer"]: one["earlier_case_id"] for one in shown["prefilled"]} == {
        "/name": None, "/born": None, "/address": first,
    }  # fmt: skip


def test_what_the_register_knows_is_not_asked_for_and_the_desk_sees_why(hall: Hall) -> None:
    clerk, own, code = hall.staff("W0003", "clerk"), hall.phone("张三"), item(hall)
    told = begun(hall, own, code)
    assert (told["required_materials"], told["held_materials"]) == (["M02"], ["M01"])
    case_id = handed_in(hall, own, code)
    seen = hall.api.send("GET", f"/v1/cases/{case_id}", token=clerk).body
    assert [(one["slot"], one["by"]) for one in seen["held"]] == [("M01", "population_register")]


def test_a_file_that_was_given_is_offered_and_copied_within_the_bucket(hall: Hall) -> None:
    own, code = hall.phone("张三"), item(hall)
    first = handed_in(hall, own, code)
    case_id = begun(hall, own, code)["case_id"]
    offers = hall.api.send("GET", f"/v1/cases/{case_id}/material-offers", token=own)
    assert (offers.status, answer_fits("GET", "/v1/cases/{case_id}/material-offers", offers.body)) == (200, True)
    assert [slot["slot"] for slot in offers.body["slots"]] == ["M02"]
    ((slot, offer),) = [(slot["slot"], one) for slot in offers.body["slots"] for one in slot["offers"]]
    taken = hall.act(own, case_id, "materials/reuse", {"slot": slot, "sha256": offer["sha256"]})
    assert (taken.status, taken.body["state"], taken.body["reused_from"]) == (201, "stored", first)
    link = hall.api.send("GET", f"/v1/cases/{case_id}/materials/{taken.body['material_id']}/file", token=own)
    assert link.status == 200
    stored = hall.api.send("GET", "/v1/me/materials", token=own)
    assert (stored.status, answer_fits("GET", "/v1/me/materials", stored.body)) == (200, True)
    assert [one["sha256"] for one in stored.body["files"]] == [offer["sha256"]]
    gone = hall.api.send("DELETE", f"/v1/me/materials/{offer['sha256']}", token=own)
    assert gone.status == 204
    assert hall.api.send("GET", "/v1/me/materials", token=own).body["files"] == []
    again = hall.api.send("DELETE", f"/v1/me/materials/{offer['sha256']}", token=own)
    assert (again.status, again.code) == (404, "file_not_on_shelf")


def test_a_file_that_is_not_in_the_bucket_any_more_is_neither_offered_nor_taken_over(hall: Hall) -> None:
    own, code = hall.phone("张三"), item(hall)
    handed_in(hall, own, code)
    (kept,) = hall.api.send("GET", "/v1/me/materials", token=own).body["files"]
    boto3.client("s3").delete_object(Bucket="materials", Key=f"cases/{kept['case_id']}/{kept['material_id']}")
    case_id = begun(hall, own, code)["case_id"]
    assert hall.api.send("GET", f"/v1/cases/{case_id}/material-offers", token=own).body["slots"] == []
    taken = hall.act(own, case_id, "materials/reuse", {"slot": "M02", "sha256": kept["sha256"]})
    assert (taken.status, taken.code) == (409, "file_no_longer_kept")


def test_a_draft_of_an_outdated_edition_goes_on(hall: Hall) -> None:
    own, code = hall.phone("张三"), item(hall)
    case_id = begun(hall, own, code)["case_id"]
    item(hall, name="居住证签发")
    assert hall.act(own, case_id, "submission").code == "item_changed"
    renewed = hall.act(own, case_id, "renewal")
    assert (renewed.status, answer_fits("POST", "/v1/cases/{case_id}/renewal", renewed.body)) == (200, True)
    assert (renewed.body["item_name"], renewed.body["item_version"]) == ("居住证签发", 2)


def test_at_a_window_the_clerk_is_offered_what_the_person_gave_and_they_see_it(hall: Hall) -> None:
    clerk, own, code = hall.staff("W0003", "clerk"), hall.phone("张三"), item(hall)
    first = handed_in(hall, own, code)
    case_id = hall.apply(clerk, code).body["case_id"]
    assert fill_in(hall, clerk, case_id).code == "consent_needed"
    agree(hall, own)
    assert fill_in(hall, clerk, case_id).body["form"]["address"] == "翠湖西路1号"
    (slot,) = hall.api.send("GET", f"/v1/cases/{case_id}/material-offers", token=clerk).body["slots"]
    said = {"slot": slot["slot"], "sha256": slot["offers"][0]["sha256"]}
    taken = hall.act(clerk, case_id, "materials/reuse", said)
    assert (taken.status, taken.body["reused_from"], taken.body["entered_by"]) == (201, first, "staff")
    item(hall, name="居住证签发")
    assert hall.act(clerk, case_id, "renewal").body["item_version"] == 2
    assert hall.act(clerk, case_id, "submission").status == 201
    log = hall.api.send("GET", "/v1/me/access-log", token=own).body["entries"]
    assert {one["what"]["kind"] for one in log} == {"case", "offers"}
    assert {tuple(one["departments"]) for one in log if "departments" in one} <= {("09",)}


def test_others_and_staff_have_no_part_in_it(hall: Hall) -> None:
    clerk, own, other, code = hall.staff("W0003", "clerk"), hall.phone("张三"), hall.phone("李四"), item(hall)
    case_id = begun(hall, own, code)["case_id"]
    for token, status in ((other, 404), (clerk, 404), ("", 401)):
        assert fill_in(hall, token, case_id).status == status
        assert hall.act(token, case_id, "renewal").status == status
        assert hall.act(token, case_id, "materials/reuse", {"slot": "M02", "sha256": "0" * 64}).status == status
        assert hall.api.send("GET", f"/v1/cases/{case_id}/material-offers", token=token).status == status
    assert hall.api.send("GET", "/v1/me/materials", token=clerk).status == 403

"""Documents, timeline, lists and the record over the real entry point."""

from __future__ import annotations

from typing import Any

import pytest

import app
from tests.builders import an_event
from tests.cases.hall import Hall
from tests.identity.api import Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


@pytest.fixture
def submitted(hall: Hall) -> tuple[str, str]:
    """A case that 张三 handed in at a window, and a token of theirs."""
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    hall.window("W0003")
    case_id = hall.apply(clerk, item).body["case_id"]
    assert hall.act(clerk, case_id, "submission").status == 201
    return case_id, hall.phone("张三")


def got(path: str, token: str, **query: str) -> Any:
    """The answer as it goes over the wire."""
    asked = {name: [value] for name, value in query.items()}
    return app.handler(an_event("GET", path, headers={"authorization": f"Bearer {token}"}, query=asked or None), None)


def test_documents_are_data_and_pages(hall: Hall, submitted: tuple[str, str]) -> None:
    case_id, own = submitted
    listed = hall.api.send("GET", f"/v1/cases/{case_id}/documents", token=own)
    assert answer_fits("GET", "/v1/cases/{case_id}/documents", listed.body)
    (receipt,) = listed.body["documents"]
    told = hall.api.send("GET", receipt["url"], token=own)
    assert answer_fits("GET", "/v1/cases/{case_id}/documents/{document_no}", told.body)
    assert (told.body["addressee"], told.body["template_edition"]) == ("张三", 0)
    page = got(f"{receipt['url']}/page", own, large="true")
    assert page["statusCode"] == 200
    headers = {name.lower(): value for name, value in page["headers"].items()}
    assert headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert receipt["document_no"] in page["body"]


def test_somebody_else_s_and_nobody_s_are_not_found(hall: Hall, submitted: tuple[str, str]) -> None:
    case_id, own = submitted
    path = f"/v1/cases/{case_id}/documents"
    number = hall.api.send("GET", path, token=own).body["documents"][0]["document_no"]
    stranger = hall.api.citizen("李四")
    for one in (path, f"{path}/{number}", f"{path}/{number}/page"):
        assert hall.api.send("GET", one).status == 401
        assert hall.api.send("GET", one, token=stranger).status in (403, 404)
    refused = hall.api.send("GET", f"{path}/receipt-20261121-00000000", token=own)
    assert (refused.status, refused.code) == (404, "written_document_not_found")


def test_the_record_is_json_or_a_file_that_says_where_it_goes_on(hall: Hall, submitted: tuple[str, str]) -> None:
    case_id, own = submitted
    told = hall.api.send("GET", "/v1/me/record", token=own)
    assert answer_fits("GET", "/v1/me/record", told.body)
    assert [case["case_id"] for case in told.body["cases"]] == [case_id]
    file = got("/v1/me/record", own, format="csv", limit="1")
    headers = {name.lower(): value for name, value in file["headers"].items()}
    assert headers["content-type"].startswith("text/csv")
    assert "attachment" in headers["content-disposition"]
    assert "link" not in headers
    assert file["body"].startswith("\ufeff")


def test_a_filter_that_means_nothing_is_refused(hall: Hall) -> None:
    own = hall.phone("张三")
    for query in ("status=gone", "year=x", "year=1", "q=", "unknown=1", "limit=0", f"q={'字' * 201}"):
        name, _, value = query.partition("=")
        assert hall.api.send("GET", "/v1/cases", token=own, query={name: [value]}).status == 422, query


def test_lists_are_filtered_and_the_timeline_tells_the_stage(hall: Hall, submitted: tuple[str, str]) -> None:
    case_id, own = submitted
    found = hall.api.send("GET", "/v1/cases", token=own, query={"status": ["submitted"]})
    assert answer_fits("GET", "/v1/cases", found.body)
    assert [case["case_id"] for case in found.body["cases"]] == [case_id]
    assert hall.api.send("GET", "/v1/cases", token=own, query={"status": ["draft"]}).body["cases"] == []
    told = hall.api.send("GET", f"/v1/cases/{case_id}/timeline", token=own)
    assert answer_fits("GET", "/v1/cases/{case_id}/timeline", told.body)
    assert (told.body["stage_name"], told.body["entries"][0]["documents"][0]["kind"]) == ("申请", "receipt")
    shown = hall.api.send("GET", f"/v1/cases/{case_id}", token=own)
    assert answer_fits("GET", "/v1/cases/{case_id}", shown.body)
    assert shown.body["remaining"]["days_left"] is None
    assert "desk" not in shown.body

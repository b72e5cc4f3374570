"""容缺, 告知承诺 and pre-check over the real entry point, with the credit platform's stand-in behind them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.hall import Hall
from tests.catalogue.samples import content
from tests.identity.api import Answer, Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]
SLOT = {"code": "M01", "name": "租赁合同", "certificate": None, "accept": ["application/pdf"]}
LIMIT = {"value": 20, "unit": "WD", "rolls": True, "stages": [], "extension": None, "notes": None, "source": None}


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


def item(hall: Hall, **slot: Any) -> str:
    """An item with one material, which may follow or be replaced by a promise."""
    material = {**content()["materials"][0], **SLOT, **slot}
    promise = {"conditions": "住所合法", "consequences": "撤销决定"} if slot.get("may_declare") else None
    limits = {"committed_limit": None, "statutory_limit": LIMIT}
    return hall.item(materials=[material], commitment=promise, **limits)


def begun(hall: Hall, token: str, item_code: str) -> str:
    body = {"item_code": item_code, "division_code": "530102000000"}
    return str(hall.api.send("POST", "/v1/cases", body, token=token).body["case_id"])


def signed(hall: Hall, token: str, case_id: str) -> Answer:
    told = hall.api.send("GET", f"/v1/cases/{case_id}/commitment-letters", token=token)
    assert (told.status, answer_fits("GET", "/v1/cases/{case_id}/commitment-letters", told.body)) == (200, True)
    letters = [{name: one[name] for name in ("kind", "sha256", "slots")} for one in told.body["letters"]]
    return hall.act(token, case_id, "submission", {"commitments": letters})


def test_what_lacks_is_told_let_follow_received_and_supplemented(hall: Hall) -> None:
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_follow=True))
    told = hall.act(own, case_id, "pre-check")
    assert (told.status, answer_fits("POST", "/v1/cases/{case_id}/pre-check", told.body)) == (200, True)
    assert (told.body["ready"], told.body["to_follow"]) == (False, [{"slot": "M01", "name": "租赁合同"}])
    assert hall.act(own, case_id, "submission").code == "application_incomplete"
    submitted = signed(hall, own, case_id)
    assert (submitted.status, submitted.body["tolerance"]["kind"]) == (201, "requested")
    assert hall.act(clerk, case_id, "acceptance").code == "accepted_only_tolerantly"
    received = hall.act(clerk, case_id, "tolerant-receipt")
    assert (received.status, received.body["tolerance"]["kind"]) == (201, "receipt"), received
    assert hall.act(own, case_id, "supplement").body["errors"][0]["pointer"] == "/materials/M01"
    assert hall.scan(own, case_id).status == 200
    assert hall.act(own, case_id, "supplement").body["tolerance"] is None
    accepted = hall.act(clerk, case_id, "acceptance")
    assert (accepted.status, accepted.body["status"]) == (201, "accepted")


def test_a_promise_is_signed_and_the_desk_reviews_first(hall: Hall) -> None:
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_declare=True))
    assert signed(hall, own, case_id).body["declared"]["slots"] == ["M01"]
    assert hall.act(clerk, case_id, "pre-review", {"passed": True, "opinion": "齐全"}).status == 201
    assert hall.act(clerk, case_id, "acceptance").status == 201
    documents = hall.api.send("GET", f"/v1/cases/{case_id}/documents", token=own).body["documents"]
    assert "notification_commitment" in {one["kind"] for one in documents}


def test_what_stands_beside_an_obstacle_is_told_with_it(hall: Hall) -> None:
    own = hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_follow=True))
    hall.item(materials=[{**content()["materials"][0], **SLOT}], commitment=None)
    answer = hall.act(own, case_id, "submission")
    assert (answer.status, answer.code) == (409, "item_changed")
    assert [(fault["pointer"], fault["code"]) for fault in answer.body["errors"]] == [
        ("/materials/M01", "material_missing")
    ]


def test_without_the_credit_platform_one_applies_with_everything(hall: Hall) -> None:
    own = hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_follow=True))
    hall.api.stand_ins.fault("credit_platform", "http_status")
    answer = signed(hall, own, case_id)
    assert (answer.status, answer.code) == (503, "credit_unavailable")
    assert hall.scan(own, case_id).status == 200
    assert hall.act(own, case_id, "submission").status == 201


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("pre-check", {"commitments": [{"kind": "promise", "sha256": "0" * 64, "slots": ["M01"]}]}, 422),
        ("pre-check", {"commitments": [{"kind": "deficiency_tolerance", "sha256": "x", "slots": []}]}, 422),
        ("submission", {"commitments": "all"}, 422),
        ("supplement", {"slots": ["M01"]}, 422),
    ],
)
def test_what_cannot_be_read_is_refused(hall: Hall, act: str, body: dict[str, Any], status: int) -> None:
    own = hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_follow=True))
    assert hall.act(own, case_id, act, body).status == status


def test_a_review_that_finds_something_says_what(hall: Hall) -> None:
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = begun(hall, own, item(hall, may_follow=True))
    signed(hall, own, case_id)
    assert hall.act(clerk, case_id, "pre-review", {"passed": False}).status == 422
    assert hall.act(clerk, case_id, "commitment-verification", {"outcome": "kept"}).status == 403
    assert hall.act(own, case_id, "pre-review", {"passed": True}).status == 403

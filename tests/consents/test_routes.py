"""Consents over their routes: what a citizen does with them. Who may is in test_permission."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from chalicelib.consents.rules import Purpose
from chalicelib.consents.schemas import Consent, Consents
from chalicelib.wiring.configuration import configuration_service
from tests.builders import a_citizen
from tests.configuration.cloud import Client, wired
from tests.configuration.people import PEOPLE

CONSENTS = "/v1/me/consents"
DOCUMENT = "/v1/configuration/consents"


@pytest.fixture
def call(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    people = {"zhang": a_citizen("person-zhang", level=0), "li": a_citizen("person-li"), "clerk": PEOPLE["S-1"]}
    with wired(monkeypatch):
        yield Client(PEOPLE | people)


def shown(call: Client, by: str = "zhang") -> dict[str, Any]:
    answer = call("GET", CONSENTS, by=by)
    assert answer.status == 200, answer.body
    Consents.model_validate(answer.body, strict=False)
    return {one["purpose"]: one for one in answer.body["consents"]}


def publish(call: Client, content: dict[str, str], number: int = 1) -> None:
    """By its keepers, as any document of the configuration."""
    for method, path, body, by in (
        ("PUT", DOCUMENT, {"content": content}, "S-1"),
        ("POST", f"{DOCUMENT}/versions/{number}/audit", {"passed": True}, "S-3"),
        ("POST", f"{DOCUMENT}/versions/{number}/publication", None, "S-4"),
    ):
        answer = call(method, path, body, by, if_match='"0"') if method == "PUT" else call(method, path, body, by)
        assert answer.status in (200, 201), answer.body
    configuration_service().forget()


def test_a_citizen_sees_every_purpose_with_the_wording_in_force(call: Client) -> None:
    listed = shown(call)
    assert list(listed) == [str(purpose) for purpose in Purpose]
    for one in listed.values():
        wording = one["wording"]
        assert (one["state"], one["given_to"], one["outdated"], wording["version"]) == ("never", None, False, 0)
        assert wording["sha256"] == sha256(wording["text"].encode()).hexdigest()
        assert "撤回" in wording["text"]
        assert "不同意" in wording["text"]


def test_consent_is_given_and_withdrawn(call: Client) -> None:
    wording = shown(call)["prefill"]["wording"]
    sent = {"purpose": "prefill", "wording_version": wording["version"], "wording_sha256": wording["sha256"]}
    given = call("POST", CONSENTS, sent, "zhang")
    assert (given.status, given.body["state"]) == (201, "given")
    assert shown(call)["prefill"] == given.body
    assert call("POST", CONSENTS, {"purpose": "prefill", "wording_version": 0}, "zhang").body == given.body
    withdrawn = call("POST", f"{CONSENTS}/prefill/withdrawal", None, "zhang")
    assert (withdrawn.status, withdrawn.body["state"]) == (201, "withdrawn")
    assert shown(call)["prefill"] == withdrawn.body
    assert shown(call)["notification"]["state"] == "never"


def test_a_published_wording_asks_for_consent_anew(call: Client) -> None:
    agree = {"purpose": "prefill", "wording_version": 0}
    assert call("POST", CONSENTS, agree, "zhang").status == 201
    publish(call, {"prefill": "本市的说明"})
    now = shown(call)["prefill"]
    assert (now["state"], now["outdated"], now["wording"]["version"]) == ("given", True, 1)
    assert now["wording"]["text"] == "本市的说明"
    refused = call("POST", CONSENTS, agree, "zhang")
    assert (refused.status, refused.body["code"]) == (409, "wording_changed")
    assert "第 1 版" in refused.body["detail"]
    again = call("POST", CONSENTS, {**agree, "wording_version": 1}, "zhang")
    assert (again.status, again.body["outdated"], again.body["given_to"]["version"]) == (201, False, 1)
    kept = call("GET", f"{DOCUMENT}/versions/1", by="S-1").body["content"]["prefill"]
    assert sha256(kept.encode()).hexdigest() == again.body["given_to"]["sha256"]


def test_a_wording_too_long_is_refused_with_its_bound(call: Client) -> None:
    refused = call("PUT", DOCUMENT, {"content": {"prefill": "字" * 1001}}, "S-1", if_match='"0"')
    (fault,) = refused.body["errors"]
    assert (refused.status, fault["pointer"], fault["code"]) == (422, "/content/prefill", "too_long")
    assert "1000" in fault["detail"]


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({"wording_version": 0}, "/purpose", "required"),
        ({"purpose": "advertising", "wording_version": 0}, "/purpose", "not_an_option"),
        ({"purpose": "prefill"}, "/wording_version", "required"),
        ({"purpose": "prefill", "wording_version": "0"}, "/wording_version", "wrong_type"),
        ({"purpose": "prefill", "wording_version": -1}, "/wording_version", "out_of_range"),
        ({"purpose": "prefill", "wording_version": 0, "wording_sha256": "AB"}, "/wording_sha256", "wrong_pattern"),
    ],
)
def test_what_cannot_be_agreed_to_is_named(call: Client, sent: dict[str, Any], pointer: str, code: str) -> None:
    refused = call("POST", CONSENTS, sent, "zhang")
    assert refused.status == 422
    assert (pointer, code) in {(fault["pointer"], fault["code"]) for fault in refused.body["errors"]}


def test_a_purpose_that_there_is_not_is_not_found(call: Client) -> None:
    refused = call("POST", f"{CONSENTS}/advertising/withdrawal", None, "zhang")
    assert (refused.status, refused.body["code"]) == (404, "purpose_not_found")


def test_the_answers_are_as_documented(call: Client) -> None:
    given = call("POST", CONSENTS, {"purpose": "notification", "wording_version": 0}, "zhang")
    withdrawn = call("POST", f"{CONSENTS}/notification/withdrawal", None, "zhang")
    for answer in (given, withdrawn):
        assert Consent.model_validate(answer.body, strict=False).model_dump(mode="json") == answer.body

"""Identity's routes through the entry point, over tables, KMS, secrets and partners that are really called."""

from __future__ import annotations

from typing import Any

import jwt
import pytest

from chalicelib.identity.messages import FAULTS, MESSAGES
from infra.openapi import specs
from tests.identity.api import Api
from tests.identity.test_numbers import NEVER_ISSUED

ZHANG = {"method": "name_number", "name": "张三", "resident_id": "11010519491231002X"}
STAFF = {"staff_no": "W0002", "name": "孙二", "password": Api.PASSWORD, "roles": ["clerk"], "departments": ["09"]}


def answer_fits(method: str, path: str, body: Any) -> bool:
    """Whether a body is what the route declares to answer."""
    (spec,) = (spec for spec in specs() if (spec.method, spec.path) == (method, path))
    assert spec.answer
    return spec.model(spec.answer).model_validate(body, strict=False) is not None


def test_from_log_in_to_level_2_and_out(api: Api) -> None:
    tokens = api.log_in()
    assert answer_fits("POST", "/v1/sessions/wechat", tokens)
    before = api.send("GET", "/v1/me", token=tokens["access_token"])
    assert (before.status, before.body["assurance_level"], before.body["name"]) == (200, 0, None)
    verified = api.send("POST", "/v1/me/verifications", ZHANG, token=tokens["access_token"])
    assert (verified.status, verified.body["assurance_level"]) == (201, 2)
    assert answer_fits("POST", "/v1/me/verifications", verified.body)
    tokens = api.send("POST", "/v1/sessions/refresh", {"refresh_token": tokens["refresh_token"]}).body
    after = api.send("GET", "/v1/me", token=tokens["access_token"])
    assert (after.body["assurance_level"], after.body["name"], after.body["resident_id"]) == (
        2,
        "张*",
        "110***********002X",
    )
    assert answer_fits("GET", "/v1/me", after.body)
    assert api.send("DELETE", "/v1/sessions/current", token=tokens["access_token"]).status == 204
    ended = api.send("POST", "/v1/sessions/refresh", {"refresh_token": tokens["refresh_token"]})
    assert (ended.status, ended.code) == (401, "refresh_token_invalid")


def test_a_second_phone_is_the_same_person(api: Api) -> None:
    people = []
    for phone in ("one", "two"):
        api.send("POST", "/v1/me/verifications", ZHANG, token=api.citizen(phone))
        people.append(api.send("GET", "/v1/me", token=api.citizen(phone)).body["person_id"])
    assert people[0] == people[1]


def test_a_refresh_repeated_at_once_gets_the_same_pair(api: Api) -> None:
    old = {"refresh_token": api.log_in()["refresh_token"]}
    assert api.send("POST", "/v1/sessions/refresh", old).body == api.send("POST", "/v1/sessions/refresh", old).body


def test_the_published_key_verifies_the_tokens(api: Api) -> None:
    token = api.citizen()
    answer = api.send("GET", "/.well-known/jwks.json")
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer_fits("GET", "/.well-known/jwks.json", answer.body)
    key = jwt.PyJWK(answer.body["keys"][0])
    assert jwt.get_unverified_header(token)["kid"] == key.key_id
    assert jwt.decode(token, key, algorithms=["ES256"], audience="banshi")["knd"] == "citizen"


def test_tokens_are_never_cached(api: Api) -> None:
    answer = api.send("POST", "/v1/sessions/staff", {"staff_no": "W0001", "password": Api.PASSWORD})
    assert (answer.status, answer.headers["cache-control"]) == (201, "no-store")


@pytest.mark.parametrize("token", ["x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é"])
def test_a_forged_token_is_401_with_one_wording(api: Api, token: str) -> None:
    answer = api.send("GET", "/v1/me", token=token)
    assert (answer.status, answer.code) == (401, "token_invalid")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_without_a_token_there_is_no_me(api: Api) -> None:
    assert (answer := api.send("GET", "/v1/me")).status == 401
    assert answer.code == "sign_in_required"


@pytest.mark.parametrize(
    ("code", "status", "problem"),
    [("never-issued", 401, "wechat_code_invalid"), ("", 422, "body_invalid"), ("a b", 422, "body_invalid")],
)
def test_a_bad_wechat_code(api: Api, code: str, status: int, problem: str) -> None:
    answer = api.send("POST", "/v1/sessions/wechat", {"code": code})
    assert (answer.status, answer.code) == (status, problem)


@pytest.mark.parametrize(
    ("errcode", "status", "problem"),
    [(40226, 403, "wechat_user_blocked"), (45011, 429, "wechat_too_frequent"), (40164, 503, "wechat_unavailable")],
)
def test_what_wechat_refuses_is_worded_for_the_citizen(api: Api, errcode: int, status: int, problem: str) -> None:
    api.stand_ins.fault("wechat", "errcode", errcode=errcode)
    answer = api.send("POST", "/v1/sessions/wechat", {"code": api.stand_ins.code()})
    assert (answer.status, answer.code) == (status, problem)
    assert answer.body["detail"] == MESSAGES[problem][1]


@pytest.mark.parametrize(
    ("name", "number", "status", "problem"),
    [
        ("李四", "11010519491231002X", 409, "identity_not_confirmed"),
        ("张三", "440300200002290019", 409, "identity_not_confirmed"),
        ("孙七", "440524188001010014", 409, "identity_cancelled"),
        ("吴九", "350102198511123454", 503, "population_register_unavailable"),
    ],
)
def test_what_the_register_says_is_worded_for_the_citizen(
    api: Api, name: str, number: str, status: int, problem: str
) -> None:
    body = {"method": "name_number", "name": name, "resident_id": number}
    answer = api.send("POST", "/v1/me/verifications", body, token=api.citizen())
    assert (answer.status, answer.code) == (status, problem)
    assert answer.body["detail"] == MESSAGES[problem][1]


def test_a_number_that_was_never_issued_is_named_with_a_hint(api: Api) -> None:
    answer = api.send("POST", "/v1/me/verifications", {**ZHANG, "resident_id": "110105491231002"}, token=api.citizen())
    assert answer.status == 422
    assert answer.body["errors"] == [
        {
            "pointer": "/resident_id",
            "code": "resident_id_fifteen_digits",
            "detail": FAULTS["resident_id_fifteen_digits"],
        }
    ]


UNREADABLE_VERIFICATIONS: list[dict[str, Any]] = [
    {"method": "palm"},
    {"name": ""},
    {"name": "   "},
    {"name": "张" * 101},
    {"name": 1},
    {"name": "张\x07三"},
    {"resident_id": None},
    {"extra": 1},
]


def test_a_verification_that_cannot_be_read_is_422(api: Api) -> None:
    token = api.citizen()
    for changed in UNREADABLE_VERIFICATIONS:
        answer = api.send("POST", "/v1/me/verifications", {**ZHANG, **changed}, token=token)
        assert (answer.status, answer.code) == (422, "body_invalid"), changed


def test_a_verification_needs_an_idempotency_key_and_is_done_once(api: Api) -> None:
    token = api.citizen()
    first, second = (
        api.send("POST", "/v1/me/verifications", ZHANG, token=token, headers={"idempotency-key": "same"})
        for _ in range(2)
    )
    assert first.status == second.status == 201
    assert first.body == second.body
    other = {**ZHANG, "name": "李四"}
    answer = api.send("POST", "/v1/me/verifications", other, token=token, headers={"idempotency-key": "same"})
    assert answer.status in (409, 422)


def test_staff_cannot_verify_and_citizens_cannot_register_staff(api: Api) -> None:
    assert api.send("POST", "/v1/me/verifications", ZHANG, token=api.staff()).status == 403
    assert api.send("POST", "/v1/staff", STAFF, token=api.citizen()).status == 403
    assert api.send("GET", "/v1/staff/W0001", token=api.citizen()).status == 403


def test_an_administrator_registers_staff_who_then_log_in(api: Api) -> None:
    answer = api.send("POST", "/v1/staff", STAFF, token=api.staff())
    assert (answer.status, answer.body["roles"]) == (201, ["clerk"])
    assert answer_fits("POST", "/v1/staff", answer.body)
    me = api.send("GET", "/v1/me", token=api.staff("W0002"))
    assert (me.body["kind"], me.body["staff_no"], me.body["name"]) == ("staff", "W0002", "孙二")
    assert answer_fits("GET", "/v1/me", me.body)
    assert api.send("POST", "/v1/staff", STAFF, token=api.staff("W0002")).status == 403
    shown = api.send("GET", "/v1/staff/W0002", token=api.staff())
    assert {**shown.body, "version": answer.body["version"]} == answer.body
    assert api.send("GET", "/v1/staff/W9999", token=api.staff()).code == "staff_not_found"


UNREADABLE_STAFF: list[dict[str, Any]] = [
    {"staff_no": "工号"},
    {"staff_no": "W"},
    {"password": "short"},
    {"roles": []},
    {"roles": ["emperor"]},
    {"roles": ["administrator", "auditor"]},
    {"divisions": ["昆明"]},
    {"departments": "09"},
]


def test_staff_who_cannot_be_registered(api: Api) -> None:
    token = api.staff()
    for changed in UNREADABLE_STAFF:
        answer = api.send("POST", "/v1/staff", {**STAFF, **changed}, token=token)
        assert (answer.status, answer.code) == (422, "body_invalid"), changed


def test_a_wrong_password_and_an_unknown_number_get_the_same_answer(api: Api) -> None:
    answers = [
        api.send("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": "wrong"})
        for staff_no in ("W0001", "W9999")
    ]
    assert answers[0] == answers[1]
    assert answers[0].code == "credentials_wrong"


@pytest.mark.parametrize("reason", sorted({reason for _, reason in NEVER_ISSUED}))
def test_every_refusal_of_a_number_has_its_hint(reason: str) -> None:
    assert FAULTS[f"resident_id_{reason}"]

"""Sessions through the entry point: one's log-ins, their end, and what happened to one's account."""

from __future__ import annotations

from typing import Any

from infra.openapi import specs
from tests.identity.api import Api


def answer_fits(method: str, path: str, body: Any) -> bool:
    """Whether a body is what the route declares to answer."""
    (spec,) = (spec for spec in specs() if (spec.method, spec.path) == (method, path))
    assert spec.answer
    return spec.model(spec.answer).model_validate(body, strict=False) is not None


def test_a_citizen_ends_the_log_in_of_a_lost_phone(api: Api) -> None:
    body = {"code": api.stand_ins.code("张三"), "device": {"name": " 丢了的手机 "}}
    lost = api.send("POST", "/v1/sessions/wechat", body).body
    token = api.citizen()
    listed = api.send("GET", "/v1/me/sessions", token=token)
    assert answer_fits("GET", "/v1/me/sessions", listed.body)
    (other,) = [entry for entry in listed.body["sessions"] if not entry["current"]]
    assert (other["device"], other["channel"]) == ("丢了的手机", "miniprogram")
    assert api.send("DELETE", f"/v1/me/sessions/{other['session_id']}", token=token).status == 204
    ended = api.send("POST", "/v1/sessions/refresh", {"refresh_token": lost["refresh_token"]})
    assert (ended.status, ended.code) == (401, "refresh_token_invalid")
    assert api.send("GET", "/v1/me", token=token).status == 200


def test_staff_see_their_own_log_ins_whatever_their_duties(api: Api) -> None:
    pair = api.send("POST", "/v1/sessions/staff", {"staff_no": "W0001", "password": Api.PASSWORD})
    assert (pair.status, answer_fits("POST", "/v1/sessions/staff", pair.body)) == (201, True)
    assert pair.body["duties"]
    listed = api.send("GET", "/v1/me/sessions", token=pair.body["access_token"])
    assert [entry["channel"] for entry in listed.body["sessions"]] == ["window"]


def test_the_session_of_another_is_404(api: Api) -> None:
    api.citizen("李四")
    token = api.citizen("张三")
    others = api.send("GET", "/v1/me/sessions", token=api.citizen("李四")).body["sessions"]
    for session_id in (*(entry["session_id"] for entry in others), "0" * 32, "x" * 100):
        answer = api.send("DELETE", f"/v1/me/sessions/{session_id}", token=token)
        assert (answer.status, answer.code) == (404, "session_not_found")


def test_what_happened_to_ones_account_is_told_in_words(api: Api) -> None:
    verified = {"method": "name_number", "name": "张三", "resident_id": "11010519491231002X"}
    token = api.citizen()
    assert api.send("POST", "/v1/me/verifications", verified, token=token).status == 201
    events = api.send("GET", "/v1/me/account-events", token=api.citizen())
    assert answer_fits("GET", "/v1/me/account-events", events.body)
    assert [(entry["type"], entry["wording"]) for entry in events.body["entries"]] == [
        ("person.verified", "已完成实名认证")
    ]
    assert "张三" not in str(events.body)


def test_a_name_of_a_device_is_bounded(api: Api) -> None:
    code = api.stand_ins.code("张三")
    for name in ("", "   ", "长" * 65, 1, "a\x00b"):
        answer = api.send("POST", "/v1/sessions/wechat", {"code": code, "device": {"name": name}})
        assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/device/name")


def test_whoever_looks_up_too_often_is_told_when_to_come_again(api: Api) -> None:
    asked = {"number": "ZZZZZZZZZZ", "proof": "000000"}
    answers = [api.send("POST", "/v1/status-lookups", asked) for _ in range(21)]
    assert [answer.status for answer in answers] == [404] * 20 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 3600

"""The WeChat stand-in behaves as WeChat does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import requests

from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from tests.partners.stand_ins import StandIns

GOOD = {"appid": WECHAT_APPID, "secret": PARTNER_SECRETS["wechat_secret"], "grant_type": "authorization_code"}


def exchange(stand_ins: StandIns, code: str, **changed: str) -> requests.Response:
    query = {**GOOD, "js_code": code, **changed}
    return requests.get(f"{stand_ins.url}{WECHAT_PREFIX}/sns/jscode2session", params=query, timeout=5)


def errcode(answer: requests.Response) -> int:
    assert answer.status_code == 200
    code: int = answer.json()["errcode"]
    return code


def test_a_code_is_good_once(stand_ins: StandIns) -> None:
    code = stand_ins.code()
    first = exchange(stand_ins, code)
    assert first.status_code == 200
    assert set(first.json()) == {"openid", "session_key"}
    assert errcode(exchange(stand_ins, code)) == 40163


def test_the_content_type_is_plain_text(stand_ins: StandIns) -> None:
    assert exchange(stand_ins, stand_ins.code()).headers["Content-Type"].startswith("text/plain")


def test_a_user_keeps_the_openid_and_gets_a_new_session_key(stand_ins: StandIns) -> None:
    first, second = (exchange(stand_ins, stand_ins.code("张三")).json() for _ in range(2))
    other = exchange(stand_ins, stand_ins.code("李四")).json()
    assert first["openid"] == second["openid"] != other["openid"]
    assert re.fullmatch(r"o[A-Za-z0-9_-]{27}", first["openid"])
    assert first["session_key"] != second["session_key"]
    assert len(first["session_key"]) == 24


def test_an_unknown_or_expired_code_or_one_of_another_app_is_invalid(stand_ins: StandIns) -> None:
    assert errcode(exchange(stand_ins, "never-issued")) == 40029
    assert errcode(exchange(stand_ins, stand_ins.code(expires_in=0))) == 40029
    assert errcode(exchange(stand_ins, stand_ins.code(appid="wx00000000000000ff"))) == 40029


def test_a_wrong_app_or_secret_does_not_use_the_code_up(stand_ins: StandIns) -> None:
    code = stand_ins.code()
    assert errcode(exchange(stand_ins, code, appid="wx00000000000000ff")) == 40013
    assert errcode(exchange(stand_ins, code, secret="wrong")) == 40125
    assert "openid" in exchange(stand_ins, code).json()


@pytest.mark.parametrize("code", [-1, 40226, 45011])
def test_an_errcode_can_be_asked_for(stand_ins: StandIns, code: int) -> None:
    stand_ins.fault("wechat", "errcode", errcode=code)
    answer = exchange(stand_ins, stand_ins.code())
    assert errcode(answer) == code
    assert re.search(r"rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", answer.json()["errmsg"])


def test_a_fault_lasts_as_often_as_was_asked(stand_ins: StandIns) -> None:
    stand_ins.fault("wechat", "http_status", times=2)
    statuses = [exchange(stand_ins, stand_ins.code()).status_code for _ in range(3)]
    assert statuses == [502, 502, 200]


def test_neither_secrets_nor_codes_are_shown(stand_ins: StandIns) -> None:
    exchange(stand_ins, "a-code")
    (seen,) = stand_ins.requests("wechat")
    assert seen["query"] == {**GOOD, "js_code": "***", "secret": "***"}


@pytest.mark.parametrize("asked", [{}, {"person": ""}, {"person": 1}, {"person": "张三", "expires_in": -1}])
def test_a_control_that_cannot_be_read_is_refused(stand_ins: StandIns, asked: dict[str, Any]) -> None:
    assert requests.post(f"{stand_ins.url}/_control/wechat/codes", json=asked, timeout=5).status_code == 400


def test_what_was_issued_outlives_a_restart(restarted: Callable[[], Any]) -> None:
    with restarted() as before:
        code, used = before.code(), before.code()
        exchange(before, used)
    with restarted() as after:
        assert errcode(exchange(after, used)) == 40163
        assert "openid" in exchange(after, code).json()

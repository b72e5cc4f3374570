"""Logging in at WeChat over real HTTP, on good days and bad ones."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from chalicelib.identity.adapters.wechat.api import BUSY_PAUSES, WeChatApi
from chalicelib.identity.adapters.wechat.log_in import WeChatLogIn
from chalicelib.identity.adapters.wechat.vocabulary import VERDICTS, Verdict
from chalicelib.shared import errors
from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.wechat import openid
from tests.partners.stand_ins import LATE, StandIns


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(stand_ins: StandIns, pauses: list[float]) -> WeChatLogIn:
    return client_of(f"{stand_ins.url}{WECHAT_PREFIX}", pauses.append)


def client_of(url: str, pause: Callable[[float], None], secret: str = PARTNER_SECRETS["wechat_secret"]) -> WeChatLogIn:
    return WeChatLogIn(WeChatApi(url, WECHAT_APPID, lambda: secret, pause))


def test_a_code_gives_the_users_openid_and_session_key(stand_ins: StandIns, client: WeChatLogIn) -> None:
    identity = client.exchange(stand_ins.code("张三"))
    assert identity.openid == openid(WECHAT_APPID, "张三")
    assert len(identity.session_key) == 24


def test_a_used_and_an_unknown_code_are_refused(stand_ins: StandIns, client: WeChatLogIn) -> None:
    code = stand_ins.code()
    client.exchange(code)
    with pytest.raises(errors.Unauthenticated, match="wechat_code_used"):
        client.exchange(code)
    with pytest.raises(errors.Unauthenticated, match="wechat_code_invalid"):
        client.exchange("never-issued")


@pytest.mark.parametrize(
    ("errcode", "refusal", "code"),
    [
        (40226, errors.Forbidden, "wechat_user_blocked"),
        (45011, errors.Throttled, "wechat_too_frequent"),
        *[
            (errcode, errors.UpstreamUnavailable, "wechat_unavailable")
            for errcode in (40001, 40003, 40013, 40014, 40125, 40164, 41001, 42001, 43001, 43002, 45009, 47001, 48001)
        ],
        (99999, errors.UpstreamUnavailable, "wechat_unavailable"),
    ],
)
def test_an_errcode_becomes_a_refusal(
    stand_ins: StandIns, client: WeChatLogIn, errcode: int, refusal: type[errors.ServiceError], code: str
) -> None:
    stand_ins.fault("wechat", "errcode", errcode=errcode)
    with pytest.raises(refusal, match=code):
        client.exchange(stand_ins.code())


def test_a_wrong_secret_is_ours_to_mend(stand_ins: StandIns) -> None:
    client = client_of(f"{stand_ins.url}{WECHAT_PREFIX}", lambda _: None, secret="wrong")
    with pytest.raises(errors.UpstreamUnavailable):
        client.exchange(stand_ins.code())


def test_a_busy_wechat_is_asked_again(stand_ins: StandIns, client: WeChatLogIn, pauses: list[float]) -> None:
    stand_ins.fault("wechat", "errcode", errcode=-1, times=2)
    assert client.exchange(stand_ins.code()).openid
    assert tuple(pauses) == BUSY_PAUSES


def test_a_wechat_that_stays_busy_is_unavailable(stand_ins: StandIns, client: WeChatLogIn) -> None:
    stand_ins.fault("wechat", "errcode", errcode=-1, times=3)
    with pytest.raises(errors.UpstreamUnavailable, match="wechat_unavailable"):
        client.exchange(stand_ins.code())


@pytest.mark.parametrize("kind", ["http_status", "dropped_connection", "truncated_body"])
def test_a_bad_day_is_retryable_and_the_next_call_succeeds(stand_ins: StandIns, client: WeChatLogIn, kind: str) -> None:
    stand_ins.fault("wechat", kind)
    with pytest.raises(errors.UpstreamUnavailable, match="wechat_unavailable"):
        client.exchange(stand_ins.code())
    assert client.exchange(stand_ins.code()).openid


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_not_followed(stand_ins: StandIns, client: WeChatLogIn, status: int) -> None:
    stand_ins.fault("wechat", "http_status", status=status)
    with pytest.raises(errors.UpstreamUnavailable):
        client.exchange(stand_ins.code())


def test_the_content_type_does_not_matter(stand_ins: StandIns, client: WeChatLogIn) -> None:
    stand_ins.fault("wechat", "wrong_content_type")
    assert client.exchange(stand_ins.code()).openid


@pytest.mark.usefixtures("impatient")
def test_a_late_answer_is_given_up(stand_ins: StandIns, client: WeChatLogIn) -> None:
    stand_ins.fault("wechat", "latency", seconds=LATE)
    with pytest.raises(errors.UpstreamUnavailable):
        client.exchange(stand_ins.code())


def test_nobody_listening_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        client = client_of(f"http://127.0.0.1:{free.getsockname()[1]}", lambda _: None)
        with pytest.raises(errors.UpstreamUnavailable):
            client.exchange("any")


def test_every_verdict_but_unknown_has_an_errcode() -> None:
    assert set(VERDICTS.values()) == set(Verdict) - {Verdict.UNKNOWN}

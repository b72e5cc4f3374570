"""The phone number of a WeChat user over real HTTP, on good days and bad ones."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.api import BUSY_PAUSES
from chalicelib.identity.adapters.wechat.phone import PATH, WeChatPhone
from chalicelib.identity.ports import PhoneNumber
from chalicelib.shared import errors
from infra.local.partners.accounts import WECHAT_APPID
from infra.local.partners.wechat import openid
from tests.partners.stand_ins import LATE, StandIns
from tests.partners.wechat_calls import Containers


@pytest.fixture
def city(stand_ins: StandIns) -> Containers:
    return Containers(stand_ins)


@pytest.fixture
def phone(city: Containers) -> WeChatPhone:
    return WeChatPhone(city.calls())


def code(stand_ins: StandIns, **asked: Any) -> str:
    issued: str = stand_ins.control("wechat/phone-codes", **{"person": "张三", **asked})["code"]
    return issued


def test_a_code_gives_the_number(stand_ins: StandIns, phone: WeChatPhone) -> None:
    issued = stand_ins.control("wechat/phone-codes", person="张三")
    number = phone.number(issued["code"], openid(WECHAT_APPID, "张三"))
    assert number == PhoneNumber("86", issued["number"])


def test_a_foreign_number_comes_without_its_country_code(stand_ins: StandIns, phone: WeChatPhone) -> None:
    issued = code(stand_ins, country_code="852", number="21234567")
    assert phone.number(issued, None) == PhoneNumber("852", "21234567")


def test_a_used_expired_or_unknown_code_is_refused(stand_ins: StandIns, phone: WeChatPhone) -> None:
    used = code(stand_ins)
    phone.number(used, None)
    for bad in (used, code(stand_ins, expires_in=0), "never-issued", stand_ins.code("张三")):
        with pytest.raises(errors.RuleViolation, match="wechat_phone_code_invalid"):
            phone.number(bad, None)


def test_another_users_code_is_refused(stand_ins: StandIns, phone: WeChatPhone) -> None:
    with pytest.raises(errors.RuleViolation, match="wechat_phone_code_invalid"):
        phone.number(code(stand_ins), openid(WECHAT_APPID, "李四"))


def test_a_number_given_to_another_mini_program_is_no_answer(stand_ins: StandIns, phone: WeChatPhone) -> None:
    with pytest.raises(errors.UpstreamUnavailable):
        phone.number(code(stand_ins, appid="wx00000000000000ff"), None)


@pytest.mark.parametrize(
    ("errcode", "refusal", "refused_as"),
    [
        (40029, errors.RuleViolation, "wechat_phone_code_invalid"),
        (40163, errors.RuleViolation, "wechat_phone_code_invalid"),
        (40226, errors.Forbidden, "wechat_user_blocked"),
        (45011, errors.Throttled, "wechat_too_frequent"),
        *[
            (errcode, errors.UpstreamUnavailable, "wechat_unavailable")
            for errcode in (40003, 40013, 40125, 40164, 41001, 43001, 43002, 45009, 47001, 48001, 99999)
        ],
    ],
)
def test_an_errcode_becomes_a_refusal(
    stand_ins: StandIns, phone: WeChatPhone, errcode: int, refusal: type[errors.ServiceError], refused_as: str
) -> None:
    stand_ins.fault("wechat", "errcode", errcode=errcode, path=PATH)
    with pytest.raises(refusal, match=refused_as):
        phone.number(code(stand_ins), None)


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_a_token_that_stays_refused_is_unavailable(stand_ins: StandIns, phone: WeChatPhone, errcode: int) -> None:
    stand_ins.fault("wechat", "errcode", errcode=errcode, path=PATH, times=3)
    with pytest.raises(errors.UpstreamUnavailable, match="wechat_unavailable"):
        phone.number(code(stand_ins), None)


def test_a_busy_wechat_is_asked_again(stand_ins: StandIns, city: Containers, phone: WeChatPhone) -> None:
    stand_ins.fault("wechat", "errcode", errcode=-1, path=PATH, times=2)
    assert phone.number(code(stand_ins), None).number
    assert tuple(city.pauses) == BUSY_PAUSES


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("http_status", {}),
        ("http_status", {"status": 302}),
        ("dropped_connection", {}),
        ("truncated_body", {}),
        ("latency", {"seconds": LATE}),
    ],
)
def test_a_bad_day_is_retryable_and_the_next_call_succeeds(
    stand_ins: StandIns, phone: WeChatPhone, kind: str, asked: dict[str, float]
) -> None:
    stand_ins.fault("wechat", kind, path=PATH, **asked)
    with pytest.raises(errors.UpstreamUnavailable, match="wechat_unavailable"):
        phone.number(code(stand_ins), None)
    assert phone.number(code(stand_ins), None).number


def test_the_content_type_does_not_matter(stand_ins: StandIns, phone: WeChatPhone) -> None:
    stand_ins.fault("wechat", "wrong_content_type", path=PATH)
    assert phone.number(code(stand_ins), None).number


def test_neither_code_nor_token_shows_in_the_log(
    stand_ins: StandIns, phone: WeChatPhone, capsys: pytest.CaptureFixture[str]
) -> None:
    issued = stand_ins.control("wechat/phone-codes", person="张三")
    phone.number(issued["code"], None)
    with pytest.raises(errors.RuleViolation):
        phone.number(issued["code"], None)
    logged = capsys.readouterr().out
    assert PATH in logged
    assert not {issued["code"], issued["number"], "access_token"} & set(logged.replace('"', " ").split())
    assert issued["code"] not in logged
    assert issued["number"] not in logged


WATERMARK = {"appid": WECHAT_APPID, "timestamp": 1}


@pytest.mark.parametrize(
    "info",
    [
        None,
        [],
        {},
        {"purePhoneNumber": "13800138000", "countryCode": "86"},
        {"purePhoneNumber": "13800138000", "countryCode": "86", "watermark": {"appid": "wx00000000000000ff"}},
        {"purePhoneNumber": "13800138000", "countryCode": 86, "watermark": WATERMARK},
        {"purePhoneNumber": "+8613800138000", "countryCode": "86", "watermark": WATERMARK},
        {"purePhoneNumber": "１３８００１３８０００", "countryCode": "86", "watermark": WATERMARK},
        {"purePhoneNumber": "", "countryCode": "86", "watermark": WATERMARK},
    ],
)
def test_what_is_no_number_of_ours_is_none(info: Any) -> None:
    assert translate.phone_number({"phone_info": info}, WECHAT_APPID) is None

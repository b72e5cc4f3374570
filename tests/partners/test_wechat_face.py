"""Face verification over real HTTP: WeChat's server decides, and nothing but 0 and 10000 has passed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.api import BUSY_PAUSES
from chalicelib.identity.adapters.wechat.face import BEGIN, QUERY, WeChatFace
from chalicelib.identity.adapters.wechat.vocabulary import VERIFY_RETS, face_reason
from chalicelib.identity.numbers import ResidentId, parse_resident_id
from chalicelib.identity.ports import FaceAttempt, FaceOutcome, FaceReason
from chalicelib.shared import errors
from infra.local.partners.accounts import WECHAT_APPID
from infra.local.partners.wechat import openid
from tests.partners.stand_ins import StandIns
from tests.partners.wechat_calls import Containers

OPENID = openid(WECHAT_APPID, "张三")


def number(text: str = "11010519491231002X") -> ResidentId:
    return parse_resident_id(text, date(2026, 11, 21))


@pytest.fixture
def city(stand_ins: StandIns) -> Containers:
    return Containers(stand_ins)


@pytest.fixture
def face(city: Containers) -> WeChatFace:
    return WeChatFace(city.calls())


def begun(face: WeChatFace) -> FaceAttempt:
    return face.begin("R1", "张三", number(), OPENID)


def outcome(face: WeChatFace, attempt: FaceAttempt, **changed: Any) -> FaceOutcome:
    asked = {"request_no": "R1", "name": "张三", "number": number(), "openid": OPENID, **changed}
    return face.outcome(attempt.verify_id, **asked)


def test_whoever_bears_the_name_passes(stand_ins: StandIns, face: WeChatFace) -> None:
    attempt = begun(face)
    assert attempt.expires_in == 3600
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id, person="张三")
    assert outcome(face, attempt) == FaceOutcome(True, FaceReason.PASSED)


def test_somebody_else_in_front_of_the_camera_does_not(stand_ins: StandIns, face: WeChatFace) -> None:
    attempt = begun(face)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id, person="李四")
    assert outcome(face, attempt) == FaceOutcome(False, FaceReason.NOT_THE_SAME)


def test_nobody_has_passed_before_looking_into_the_camera(face: WeChatFace) -> None:
    assert outcome(face, begun(face)) == FaceOutcome(False, FaceReason.CANCELLED)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "李四"},
        {"number": number("110101199003074514")},
        {"request_no": "R2"},
        {"openid": openid(WECHAT_APPID, "李四")},
    ],
)
def test_a_pass_counts_only_for_what_it_began_with(
    stand_ins: StandIns, face: WeChatFace, changed: dict[str, Any]
) -> None:
    attempt = begun(face)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id)
    assert outcome(face, attempt, **changed) == FaceOutcome(False, FaceReason.FAILED)


def test_an_id_that_was_never_given_has_not_passed(face: WeChatFace) -> None:
    assert not outcome(face, FaceAttempt("never-given", 3600)).passed


@pytest.mark.parametrize(
    ("verify_ret", "reason"),
    [
        (10000, FaceReason.PASSED),
        (10001, FaceReason.FAILED),
        (10002, FaceReason.UNCLEAR),
        (10003, FaceReason.DATA_MISMATCH),
        (10004, FaceReason.NOT_THE_SAME),
        (90001, FaceReason.UNSUPPORTED),
        *[(ret, FaceReason.CANCELLED) for ret in (90002, 90003, 90004, 90005, 90006, 90024)],
        (90007, FaceReason.NETWORK),
        *[(ret, FaceReason.NO_PERMISSION) for ret in (90008, 90009, 90010)],
        *[(ret, FaceReason.FAILED) for ret in (90011, 90012, 90013, 90014, 90018, 90104, 90199)],
        (90017, FaceReason.TIMED_OUT),
        *[(ret, FaceReason.UNKNOWN) for ret in (0, -1, 10005, 90015, 90200)],
    ],
)
def test_each_way_to_end_has_its_word(verify_ret: int, reason: FaceReason) -> None:
    assert face_reason(verify_ret) is reason


def test_every_reason_but_unknown_has_a_way_to_end() -> None:
    assert set(VERIFY_RETS.values()) == set(FaceReason) - {FaceReason.UNKNOWN}
    assert [ret for ret, reason in VERIFY_RETS.items() if reason is FaceReason.PASSED] == [10000]


@pytest.mark.parametrize("verify_ret", [10002, 10003, 90002, 90017])
def test_a_set_ending_is_told(stand_ins: StandIns, face: WeChatFace, verify_ret: int) -> None:
    stand_ins.control("wechat/verify-rets", verify_ret=verify_ret)
    attempt = begun(face)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id)
    assert outcome(face, attempt) == FaceOutcome(False, face_reason(verify_ret))


def test_an_unknown_ending_is_loud(stand_ins: StandIns, face: WeChatFace, capsys: pytest.CaptureFixture[str]) -> None:
    stand_ins.control("wechat/verify-rets", verify_ret=77777)
    attempt = begun(face)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id)
    assert outcome(face, attempt) == FaceOutcome(False, FaceReason.UNKNOWN)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "77777" in line]
    assert '"ERROR"' in line


@pytest.mark.parametrize("text", ["810000199408230021", "911124198108030024"])
def test_another_certificate_is_shown_to_a_window(city: Containers, face: WeChatFace, text: str) -> None:
    with pytest.raises(errors.RuleViolation, match="face_needs_resident_id"):
        face.begin("R1", "张三", number(text), OPENID)
    assert city.asked(BEGIN) == []


@pytest.mark.parametrize("path", [BEGIN, QUERY])
@pytest.mark.parametrize(
    ("errcode", "refusal"),
    [
        (40226, errors.Forbidden),
        (45011, errors.Throttled),
        *[
            (errcode, errors.UpstreamUnavailable)
            for errcode in (40003, 40013, 40029, 40125, 40163, 40164, 41001, 43001, 43002, 45009, 47001, 48001, 99999)
        ],
    ],
)
def test_an_errcode_is_a_refusal_and_never_a_result(
    stand_ins: StandIns, face: WeChatFace, path: str, errcode: int, refusal: type[errors.ServiceError]
) -> None:
    stand_ins.fault("wechat", "errcode", errcode=errcode, path=path)
    with pytest.raises(refusal):
        outcome(face, begun(face))


def test_a_busy_wechat_is_asked_again(stand_ins: StandIns, city: Containers, face: WeChatFace) -> None:
    stand_ins.fault("wechat", "errcode", errcode=-1, path=QUERY, times=2)
    assert not outcome(face, begun(face)).passed
    assert tuple(city.pauses) == BUSY_PAUSES


@pytest.mark.parametrize("path", [BEGIN, QUERY])
@pytest.mark.parametrize("kind", ["http_status", "dropped_connection", "truncated_body"])
def test_a_bad_day_is_retryable_and_uses_nothing_up(
    stand_ins: StandIns, face: WeChatFace, path: str, kind: str
) -> None:
    stand_ins.fault("wechat", kind, path=path)
    with pytest.raises(errors.UpstreamUnavailable, match="wechat_unavailable"):
        outcome(face, begun(face))
    attempt = begun(face)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id)
    assert outcome(face, attempt).passed


@pytest.mark.parametrize("answer", [{}, {"verify_ret": None}, {"verify_ret": "10000"}, {"verify_ret": True}])
def test_what_is_no_number_is_no_ending(answer: dict[str, Any]) -> None:
    assert translate.verify_ret(answer) is None


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"verify_id": "", "expires_in": 3600},
        {"verify_id": "x" * 257, "expires_in": 3600},
        {"verify_id": "x", "expires_in": 0},
        {"verify_id": "x", "expires_in": "3600"},
        {"verify_id": "x", "expires_in": 10**20},
        {"verify_id": ["x"], "expires_in": 3600},
    ],
)
def test_what_is_no_attempt_is_none(answer: dict[str, Any]) -> None:
    assert translate.face_attempt(answer) is None


def test_the_published_hash() -> None:
    expected = "471b502b022b21f3e120c5deb08295259bd77cac82956ebffc055c6fced73ce0"
    assert translate.cert_hash("张三", "11010519491231002X") == expected


def test_names_and_numbers_are_masked_in_the_journal(city: Containers, face: WeChatFace) -> None:
    begun(face)
    (asked,) = city.asked(BEGIN)
    assert asked["cert_info"] == {"cert_type": "IDENTITY_CARD", "cert_name": "***", "cert_no": "110***********002X"}

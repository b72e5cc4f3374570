"""The WeChat stand-in's calls of servers behave as WeChat's do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests

from infra.local.partners.accounts import PARTNER_SECRETS, WECHAT_APPID, WECHAT_PREFIX
from infra.local.partners.server import make_app
from infra.local.partners.wechat import WeChat, openid
from tests.fakes import FakeClock
from tests.partners.stand_ins import StandIns, serving

GOOD = {"grant_type": "client_credential", "appid": WECHAT_APPID, "secret": PARTNER_SECRETS["wechat_secret"]}
PHONE = "wxa/business/getuserphonenumber"
BEGIN, QUERY = "cityservice/face/identify/getverifyid", "cityservice/face/identify/queryverifyinfo"
HOLDER = {"cert_type": "IDENTITY_CARD", "cert_name": "张三", "cert_no": "11010519491231002X"}
CERT_HASH = "471b502b022b21f3e120c5deb08295259bd77cac82956ebffc055c6fced73ce0"
OPENID = openid(WECHAT_APPID, "张三")


@pytest.fixture(scope="module")
def shared_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def timed(shared_clock: FakeClock) -> Iterator[StandIns]:
    with serving(make_app(partners=[WeChat(lambda: shared_clock.now().timestamp())])) as stand_ins:
        yield stand_ins


@pytest.fixture
def wechat(timed: StandIns) -> StandIns:
    timed.control("reset")
    return timed


@pytest.fixture
def later(shared_clock: FakeClock) -> Callable[[float], None]:
    return lambda seconds: shared_clock.move(timedelta(seconds=seconds))


def post(wechat: StandIns, path: str, body: dict[str, Any], **query: str) -> dict[str, Any]:
    answer = requests.post(f"{wechat.url}{WECHAT_PREFIX}/{path}", json=body, params=query, timeout=5)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def token(wechat: StandIns, *, force: bool = False, **changed: str) -> dict[str, Any]:
    return post(wechat, "cgi-bin/stable_token", {**GOOD, "force_refresh": force, **changed})


def called(wechat: StandIns, access_token: str) -> int:
    """The errcode of a call; 40029, the code's own fault, when the token is taken."""
    errcode: int = post(wechat, PHONE, {"code": "unknown"}, access_token=access_token)["errcode"]
    return errcode


class TestTheAccessToken:
    def test_is_the_same_until_five_minutes_before_its_end(
        self, wechat: StandIns, later: Callable[[float], None]
    ) -> None:
        first = token(wechat)
        assert first["expires_in"] == 7200
        later(6899)
        again = token(wechat)
        assert (again["access_token"], again["expires_in"]) == (first["access_token"], 301)
        later(1)
        assert token(wechat)["access_token"] != first["access_token"]
        assert called(wechat, first["access_token"]) == 40029
        later(300)
        assert called(wechat, first["access_token"]) == 42001

    def test_ends_at_once_when_another_is_forced(self, wechat: StandIns) -> None:
        first = token(wechat)["access_token"]
        second = token(wechat, force=True)["access_token"]
        assert first != second == token(wechat)["access_token"]
        assert (called(wechat, first), called(wechat, second)) == (40001, 40029)

    def test_cannot_be_forced_twice_within_30_seconds(self, wechat: StandIns, later: Callable[[float], None]) -> None:
        first = token(wechat, force=True)["access_token"]
        later(29)
        assert token(wechat, force=True)["access_token"] == first
        later(1)
        assert token(wechat, force=True)["access_token"] != first

    def test_can_be_forced_20_times_a_day(self, wechat: StandIns, later: Callable[[float], None]) -> None:
        forced = []
        for _ in range(21):
            later(30)
            forced.append(token(wechat, force=True)["access_token"])
        assert len(set(forced)) == 20
        later(86_400)
        assert token(wechat, force=True)["access_token"] not in forced

    def test_is_given_to_the_right_app_and_secret_only(self, wechat: StandIns) -> None:
        assert token(wechat, appid="wx00000000000000ff")["errcode"] == 40013
        assert token(wechat, secret="wrong")["errcode"] == 40125

    def test_must_be_there_and_one_of_wechats(self, wechat: StandIns) -> None:
        assert post(wechat, PHONE, {"code": "unknown"})["errcode"] == 41001
        assert called(wechat, "never-given") == 40014

    @pytest.mark.parametrize(("as_", "errcode"), [("expired", 42001), ("ended", 40001)])
    def test_can_be_spoilt(self, wechat: StandIns, as_: str, errcode: int) -> None:
        first = token(wechat)["access_token"]
        wechat.control("wechat/access-token", **{"as": as_})
        assert called(wechat, first) == errcode
        assert token(wechat)["access_token"] != first

    def test_and_the_secret_are_not_shown(self, wechat: StandIns) -> None:
        called(wechat, token(wechat)["access_token"])
        fetched, call = wechat.requests("wechat")
        assert fetched["body"] == {**GOOD, "force_refresh": False, "secret": "***"}
        assert (call["query"], call["body"]) == ({"access_token": "***"}, {"code": "***"})


class TestAPhoneNumber:
    def test_is_given_once(self, wechat: StandIns) -> None:
        access_token = token(wechat)["access_token"]
        issued = wechat.control("wechat/phone-codes", person="张三")
        info = post(wechat, PHONE, {"code": issued["code"]}, access_token=access_token)["phone_info"]
        assert (info["countryCode"], info["purePhoneNumber"]) == ("86", issued["number"])
        assert info["phoneNumber"] == issued["number"]
        assert info["watermark"]["appid"] == WECHAT_APPID
        assert post(wechat, PHONE, {"code": issued["code"]}, access_token=access_token)["errcode"] == 40029

    def test_is_not_given_after_five_minutes(self, wechat: StandIns, later: Callable[[float], None]) -> None:
        code = wechat.control("wechat/phone-codes", person="张三")["code"]
        later(300)
        assert post(wechat, PHONE, {"code": code}, access_token=token(wechat)["access_token"])["errcode"] == 40029

    def test_is_the_same_for_the_same_person(self, wechat: StandIns) -> None:
        one, same, other = (
            wechat.control("wechat/phone-codes", person=person)["number"] for person in ("张三", "张三", "李四")
        )
        assert one == same != other


class TestAFace:
    @pytest.fixture
    def attempt(self, wechat: StandIns) -> dict[str, Any]:
        asked = {"out_seq_no": "R1", "cert_info": HOLDER, "openid": OPENID}
        return post(wechat, BEGIN, asked, access_token=token(wechat)["access_token"])

    def ended(self, wechat: StandIns, attempt: dict[str, Any], **changed: str) -> int:
        asked = {"verify_id": attempt["verify_id"], "out_seq_no": "R1", "cert_hash": CERT_HASH, "openid": OPENID}
        told = post(wechat, QUERY, {**asked, **changed}, access_token=token(wechat)["access_token"])
        assert told["errcode"] == 0
        verify_ret: int = told["verify_ret"]
        return verify_ret

    def test_passes_when_its_person_looks_into_the_camera(self, wechat: StandIns, attempt: dict[str, Any]) -> None:
        assert (attempt["errcode"], attempt["expires_in"]) == (0, 3600)
        assert self.ended(wechat, attempt) == 90024
        assert wechat.control("wechat/faces", verify_id=attempt["verify_id"], person="张三") == {"verify_ret": 10000}
        assert self.ended(wechat, attempt) == 10000

    @pytest.mark.parametrize("name", ["cert_hash", "out_seq_no", "openid", "verify_id"])
    def test_passes_for_what_it_began_with_only(self, wechat: StandIns, attempt: dict[str, Any], name: str) -> None:
        wechat.control("wechat/faces", verify_id=attempt["verify_id"])
        assert self.ended(wechat, attempt, **{name: "another"}) == 10001

    def test_is_forgotten_after_an_hour(
        self, wechat: StandIns, attempt: dict[str, Any], later: Callable[[float], None]
    ) -> None:
        wechat.control("wechat/faces", verify_id=attempt["verify_id"])
        later(3599)
        assert self.ended(wechat, attempt) == 10000
        later(1)
        assert self.ended(wechat, attempt) == 10001

    @pytest.mark.parametrize("verify_ret", [10003, 10004, 90002])
    def test_can_be_told_how_to_end(self, wechat: StandIns, attempt: dict[str, Any], verify_ret: int) -> None:
        wechat.control("wechat/verify-rets", verify_ret=verify_ret)
        wechat.control("wechat/faces", verify_id=attempt["verify_id"])
        assert self.ended(wechat, attempt) == verify_ret

    def test_needs_an_identity_card(self, wechat: StandIns) -> None:
        asked = {"out_seq_no": "R1", "cert_info": {**HOLDER, "cert_type": "PASSPORT"}, "openid": OPENID}
        assert post(wechat, BEGIN, asked, access_token=token(wechat)["access_token"])["errcode"] == 47001


def test_everything_that_was_issued_outlives_a_restart(restarted: Callable[[], Any]) -> None:
    with restarted() as before:
        access_token = token(before)["access_token"]
        code = before.control("wechat/phone-codes", person="张三")["code"]
        asked = {"out_seq_no": "R1", "cert_info": HOLDER, "openid": OPENID}
        verify_id = post(before, BEGIN, asked, access_token=access_token)["verify_id"]
    with restarted() as after:
        assert token(after)["access_token"] == access_token
        assert "phone_info" in post(after, PHONE, {"code": code}, access_token=access_token)
        assert after.control("wechat/faces", verify_id=verify_id) == {"verify_ret": 10000}


def test_a_fault_can_wait_for_its_address(wechat: StandIns) -> None:
    wechat.fault("wechat", "errcode", errcode=45009, path=PHONE)
    access_token = token(wechat)["access_token"]
    assert called(wechat, access_token) == 45009
    assert called(wechat, access_token) == 40029

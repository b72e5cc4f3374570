"""The city's access token: one for all containers, renewed in time, replaced when WeChat refuses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.identity.adapters.wechat import translate
from chalicelib.identity.adapters.wechat.access_token import FORCE_GAP, FORCED_A_DAY, PARTNER, PATH
from chalicelib.identity.adapters.wechat.server_calls import ServerCalls
from chalicelib.identity.adapters.wechat.vocabulary import Verdict
from chalicelib.shared.errors import Throttled, UpstreamUnavailable
from infra.local.partners.server import make_app
from infra.local.partners.wechat import WeChat
from tests.fakes import FakeClock
from tests.partners.stand_ins import StandIns, serving
from tests.partners.wechat_calls import Containers

PHONE = "/wxa/business/getuserphonenumber"


@pytest.fixture(scope="module")
def shared_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def timed(shared_clock: FakeClock) -> Iterator[StandIns]:
    """A WeChat that goes by the test's clock."""
    with serving(make_app(partners=[WeChat(lambda: shared_clock.now().timestamp())])) as stand_ins:
        yield stand_ins


@pytest.fixture
def city(timed: StandIns, shared_clock: FakeClock) -> Containers:
    timed.control("reset")
    return Containers(timed, clock=shared_clock)


def verdict(calls: ServerCalls) -> Verdict:
    """What a call gives whose code WeChat does not know: CODE_INVALID, once the token is taken."""
    return calls.post(PHONE, {"code": "unknown"}).verdict


def forced(city: Containers) -> list[object]:
    return [asked["force_refresh"] for asked in city.asked(PATH)]


def test_one_token_serves_every_container(city: Containers) -> None:
    first, second = city.tokens(), city.tokens()
    assert first.current() == first.current() == second.current()
    assert forced(city) == [False]


def test_the_token_is_sealed_where_it_is_kept(city: Containers) -> None:
    token = city.tokens().current()
    assert token not in str(city.store.items[PARTNER])


def test_it_is_renewed_when_less_than_five_minutes_remain(city: Containers, shared_clock: FakeClock) -> None:
    tokens = city.tokens()
    first = tokens.current()
    shared_clock.move(timedelta(seconds=7200 - 301))
    assert tokens.current() == first
    shared_clock.move(timedelta(seconds=2))
    assert tokens.current() != first
    assert city.tokens().current() == tokens.current()
    assert forced(city) == [False, False]


def test_a_token_that_comes_near_its_end_is_used_for_a_while(city: Containers, shared_clock: FakeClock) -> None:
    """Else every call would ask for another."""
    city.tokens().current()
    shared_clock.move(timedelta(seconds=7200 - 300.5))  # WeChat renews at 300, and we at 300 of whole seconds
    city.store.items.clear()
    tokens = city.tokens()
    assert tokens.current() == tokens.current()
    assert len(forced(city)) == 2


@pytest.mark.parametrize("as_", ["expired", "ended"])
def test_a_refused_token_is_fetched_again_without_force(city: Containers, as_: str) -> None:
    calls = city.calls()
    assert verdict(calls) is Verdict.CODE_INVALID
    city.stand_ins.control("wechat/access-token", **{"as": as_})
    assert verdict(calls) is Verdict.CODE_INVALID
    assert forced(city) == [False, False]


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_only_a_token_that_is_given_and_refused_again_is_replaced_by_force(city: Containers, errcode: int) -> None:
    calls = city.calls()
    verdict(calls)
    city.stand_ins.fault("wechat", "errcode", errcode=errcode, path=PHONE)
    assert verdict(calls) is Verdict.CODE_INVALID
    assert forced(city) == [False, False, True]
    assert len(city.asked(PHONE)) == 3


def test_force_is_not_used_twice_within_five_minutes(city: Containers, shared_clock: FakeClock) -> None:
    calls = city.calls()
    for refused in (2, 1):
        city.stand_ins.fault("wechat", "errcode", errcode=40001, path=PHONE, times=refused)
        assert verdict(calls) is Verdict.TOKEN_REFUSED
    assert forced(city).count(True) == 1
    shared_clock.move(FORCE_GAP)
    city.stand_ins.fault("wechat", "errcode", errcode=40001, path=PHONE)
    assert verdict(calls) is Verdict.CODE_INVALID
    assert forced(city).count(True) == 2


def test_what_is_fetched_meanwhile_does_not_make_force_forgotten(city: Containers) -> None:
    calls = city.calls()
    city.stand_ins.fault("wechat", "errcode", errcode=40001, path=PHONE, times=2)
    verdict(calls)
    city.stand_ins.control("wechat/access-token", **{"as": "ended"})
    assert verdict(calls) is Verdict.CODE_INVALID
    city.stand_ins.fault("wechat", "errcode", errcode=40001, path=PHONE, times=3)
    assert verdict(calls) is Verdict.TOKEN_REFUSED
    assert forced(city).count(True) == 1


def test_force_is_used_twenty_times_a_day_and_again_the_next(city: Containers, shared_clock: FakeClock) -> None:
    tokens = city.tokens()
    token = tokens.current()
    kept = city.store.items[PARTNER]
    city.store.items[PARTNER] = kept._replace(forced_at=shared_clock.now(), forced=FORCED_A_DAY - 1)
    shared_clock.move(FORCE_GAP)
    token = tokens.instead_of(token, force=True) or ""
    assert token
    assert city.store.items[PARTNER].forced == FORCED_A_DAY
    shared_clock.move(FORCE_GAP)
    assert tokens.instead_of(token, force=True) is None
    shared_clock.move(timedelta(days=1))
    tokens.instead_of(city.tokens().current(), force=True)
    assert city.store.items[PARTNER].forced == 1


def test_a_token_that_cannot_be_shared_serves_all_the_same(
    city: Containers, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> object:
        raise ClientError({"Error": {"Code": "ThrottlingException"}}, "TransactWriteItems")

    monkeypatch.setattr(city.store, "save_partner_token", full)
    assert city.tokens().current()
    assert "partner token not shared" in caplog.text


def test_another_containers_token_is_taken_before_wechat_is_asked(city: Containers) -> None:
    late, early = city.calls(), city.calls()
    verdict(late)
    verdict(early)
    city.stand_ins.control("wechat/access-token", **{"as": "ended"})
    verdict(early)
    asked_before = len(forced(city))
    assert verdict(late) is Verdict.CODE_INVALID
    assert len(forced(city)) == asked_before


def test_many_containers_at_once_do_no_harm(city: Containers) -> None:
    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: city.tokens().current(), range(24)))
    assert len(tokens) == 1
    assert city.tokens().current() in tokens
    assert True not in forced(city)


def test_a_lost_race_reads_what_the_winner_wrote(city: Containers) -> None:
    city.store.meanwhile = lambda: city.tokens().current()
    token = city.tokens().current()
    assert city.store.items[PARTNER].version == 1
    assert city.tokens().current() == token


@pytest.mark.parametrize(
    ("errcode", "refusal"),
    [(-1, UpstreamUnavailable), (40001, UpstreamUnavailable), (45009, UpstreamUnavailable), (45011, Throttled)],
)
def test_no_token_is_no_answer(city: Containers, errcode: int, refusal: type[Exception]) -> None:
    city.stand_ins.fault("wechat", "errcode", errcode=errcode, path=PATH, times=3)
    with pytest.raises(refusal):
        city.calls().post(PHONE, {"code": "unknown"})
    assert city.store.items == {}


def test_a_wrong_secret_gives_none(city: Containers) -> None:
    with pytest.raises(UpstreamUnavailable, match="wechat_unavailable"):
        city.tokens(secret="wrong").current()


@pytest.mark.parametrize("expires_in", [0, -1, 86_401, 10**20, 7200.0, "7200", True, None])
def test_a_token_without_an_end_that_can_be_is_none(expires_in: object) -> None:
    assert translate.token({"access_token": "t", "expires_in": expires_in}) is None


@pytest.mark.parametrize("errcode", ["0", 0.0, True, [0], {"name": "张三"}, "\ud800"])
def test_an_errcode_that_is_no_number_is_unknown_and_is_not_repeated(errcode: object) -> None:
    said = translate.said(200, json.dumps({"errcode": errcode}).encode())
    assert (said.verdict, said.errcode) == (Verdict.UNKNOWN, type(errcode).__name__)

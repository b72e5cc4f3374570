"""手机号, level 1: WeChat tells the number, the account keeps it sealed."""

from __future__ import annotations

import pytest

from chalicelib.identity.persons.records import PHONE_SEAL
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation
from tests.identity.api import Api
from tests.identity.cities import ZHANG
from tests.identity.persons import Town


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_phone_raises_the_account_to_level_1_and_is_kept_sealed(town: Town) -> None:
    caller = town.citizen("zhang")
    answer = town.phones.confirm(caller, town.phone_code("zhang"), None)
    assert answer == {"phone": "+86 138****0000", "assurance_level": 1, "refresh_required": True}
    account = town.store.account(caller.account_id)
    assert account
    assert account.phone
    assert town.sealer.open(account.salt, account.phone, PHONE_SEAL) == "+86 13800000000"
    assert town.citizen("zhang").level == 1
    assert [act.type for act in town.committer.of(f"person#{caller.id}")] == ["person.phone_confirmed"]
    assert "13800000000" not in repr(town.store.items) + repr(town.committer.acts)


def test_a_phone_lowers_nobody(town: Town) -> None:
    caller = town.verified("zhang", ZHANG)
    answer = town.phones.confirm(caller, town.phone_code("zhang"), None)
    assert (answer["assurance_level"], answer["refresh_required"]) == (2, False)


def test_another_users_code_gives_nothing(town: Town) -> None:
    caller = town.citizen("zhang")
    with pytest.raises(RuleViolation, match="wechat_phone_code_invalid"):
        town.phones.confirm(caller, town.phone_code("li"), None)
    assert town.citizen("zhang").level == 0


def test_a_repeated_request_gets_its_answer_though_the_code_is_good_once(town: Town) -> None:
    caller, code = town.citizen("zhang"), town.phone_code("zhang")
    once = Once(f"citizen:{caller.id}", "POST /v1/me/phone", "k1", "digest")
    assert town.phones.confirm(caller, code, once) == town.phones.confirm(caller, code, once)


def test_me_shows_the_phone_masked(api: Api) -> None:
    tokens = api.log_in("李四")
    code = api.stand_ins.control("wechat/phone-codes", person="李四", number="13800000000")["code"]
    answer = api.send("POST", "/v1/me/phone", {"code": code}, token=tokens["access_token"])
    assert (answer.status, answer.body["phone"], answer.body["assurance_level"]) == (201, "+86 138****0000", 1)
    me = api.send("GET", "/v1/me", token=tokens["access_token"]).body
    assert (me["phone"], me["assurance_level"], me["refresh_required"]) == ("+86 138****0000", 1, True)
    again = api.send("POST", "/v1/me/phone", {"code": code}, token=tokens["access_token"])
    assert (again.status, again.code) == (409, "wechat_phone_code_invalid")
    assert "窗口" in again.body["detail"]

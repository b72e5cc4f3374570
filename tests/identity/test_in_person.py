"""当面核验, level 4: a clerk confirms, the register has a say, the account whose code is shown joins."""

from __future__ import annotations

import pytest

from chalicelib.identity.persons.records import REASON_SEAL
from chalicelib.identity.proving.in_person import GROUND
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation, Throttled, UpstreamUnavailable
from tests.builders import a_clerk
from tests.identity.api import Api
from tests.identity.cities import LI, SUN, ZHANG
from tests.identity.persons import CHILD, Town

UNKNOWN = ("郑十", "440300190001019992")


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_code_is_eight_digits_good_for_minutes(town: Town) -> None:
    begun = town.desk.begin(town.citizen("zhang"), None)
    assert (begun["status"], len(begun["confirmation_code"]), begun["expires_in"]) == ("pending", 8, 600)
    assert begun["confirmation_code"] not in repr(town.store.items)


def test_an_account_has_a_few_living_codes_and_no_more(town: Town) -> None:
    caller = town.citizen("zhang")
    for _ in range(5):
        town.desk.begin(caller, None)
    with pytest.raises(Throttled, match="too_many_attempts"):
        town.desk.begin(caller, None)
    assert town.desk.begin(town.citizen("li"), None)
    town.later(minutes=11)
    assert town.desk.begin(town.citizen("zhang"), None)


def test_the_account_whose_code_is_shown_stands_at_level_4_for_good(town: Town) -> None:
    caller = town.citizen("zhang")
    begun = town.desk.begin(caller, None)
    confirmed = town.present(ZHANG, begun["confirmation_code"])
    assert (confirmed["person_id"], confirmed["assurance_level"]) == (caller.id, 4)
    assert confirmed["account_id"] == caller.account_id
    result = town.desk.result(caller, begun["verification_id"])
    assert (result["status"], result["assurance_level"], result["refresh_required"]) == ("confirmed", 4, True)
    town.later(days=20)
    assert town.citizen("zhang").level == 4


def test_the_account_joins_the_person_whom_the_number_belongs_to(town: Town) -> None:
    first, second = town.verified("phone", ZHANG), town.citizen("tablet")
    town.present(ZHANG, town.desk.begin(second, None)["confirmation_code"])
    assert town.citizen("tablet").id == first.id
    assert town.store.person(first.id).accounts == (first.account_id, second.account_id)  # type: ignore[union-attr]
    assert (town.citizen("phone").level, town.citizen("tablet").level) == (2, 4)


def test_without_a_code_the_person_is_there_for_the_window(town: Town) -> None:
    first = town.present(ZHANG)
    assert (first["account_id"], first["accounts"]) == (None, [])
    assert town.present(ZHANG)["person_id"] == first["person_id"]
    assert town.service.person(first["person_id"])[2:5] == (*ZHANG, 4)
    assert town.verified("phone", ZHANG).id == first["person_id"]


def test_the_act_says_who_confirmed_and_on_which_ground(town: Town) -> None:
    person_id = town.present(ZHANG)["person_id"]
    (act,) = town.committer.of(f"person#{person_id}")
    assert (act.type, act.actor.id, act.channel, act.ground) == ("person.verified", "S001", "window", GROUND)
    assert not any(secret in act.canonical for secret in ZHANG)
    assert town.whole()


@pytest.mark.parametrize(
    ("who", "code"),
    [(("李四", ZHANG[1]), "identity_not_confirmed_at_window"), (SUN, "identity_cancelled")],
)
def test_a_mismatch_and_a_death_are_never_overruled(town: Town, who: tuple[str, str], code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        town.present(who, reason="证件齐全,本人到场")
    assert town.committer.acts == {}


def test_whom_the_register_does_not_know_is_confirmed_with_a_reason(town: Town) -> None:
    with pytest.raises(RuleViolation, match="identity_not_confirmed_at_window"):
        town.present(UNKNOWN)
    person_id = town.present(UNKNOWN, reason="新落户,户口簿原件已核对")["person_id"]
    (act,) = town.committer.of(f"person#{person_id}")
    salt = town.service.salt_of(person_id)
    assert town.sealer.open(salt, str(act.changes["reason_sealed"]), REASON_SEAL) == "新落户,户口簿原件已核对"


def test_nobody_whom_we_know_gets_another_name_because_the_register_forgot_them(town: Town) -> None:
    zhang = town.verified("phone", ZHANG)
    del town.register.people[ZHANG[1]]
    with pytest.raises(RuleViolation, match="identity_not_confirmed_at_window"):
        town.present(("李四", ZHANG[1]), reason="证件齐全")
    assert town.service.person(zhang.id).name == "张三"
    assert town.present(ZHANG, reason="登记信息迁移中,证件齐全")["person_id"] == zhang.id


def test_while_the_register_is_down_nobody_is_confirmed(town: Town) -> None:
    town.register.down = True
    with pytest.raises(UpstreamUnavailable):
        town.present(ZHANG, reason="证件齐全")
    assert town.committer.acts == {}


def test_a_child_comes_with_the_guardian(town: Town) -> None:
    with pytest.raises(RuleViolation, match="guardian_needed"):
        town.present(CHILD)
    person_id = town.present(CHILD, guardian_present=True)["person_id"]
    assert town.committer.of(f"person#{person_id}")[0].changes["guardian_present"] is True


def test_the_certificate_is_of_the_kind_that_the_number_has(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        town.present(ZHANG, certificate="residence_permit")
    assert [fault.code for fault in refused.value.faults] == ["certificate_of_another_kind"]
    assert town.register.asked == []


def test_a_code_is_used_once_and_expires(town: Town) -> None:
    caller = town.citizen("zhang")
    code = town.desk.begin(caller, None)["confirmation_code"]
    town.present(ZHANG, code)
    with pytest.raises(RuleViolation, match="verification_used"):
        town.present(ZHANG, code)
    begun = town.desk.begin(town.citizen("li"), None)
    town.later(minutes=10)
    with pytest.raises(RuleViolation, match="verification_expired"):
        town.present(LI, begun["confirmation_code"])
    with pytest.raises(RuleViolation, match="confirmation_code_wrong"):
        town.present(LI, "00000000" if begun["confirmation_code"] != "00000000" else "11111111")


def test_an_account_of_somebody_else_does_not_join(town: Town) -> None:
    code = town.desk.begin(town.verified("zhang", ZHANG), None)["confirmation_code"]
    with pytest.raises(RuleViolation, match="account_belongs_to_another"):
        town.present(LI, code)


def test_codes_are_not_guessed_for_ever(town: Town) -> None:
    for _ in range(200):
        with pytest.raises(RuleViolation, match="confirmation_code_wrong"):
            town.present(ZHANG, "12345678")
    with pytest.raises(Throttled, match="too_many_attempts"):
        town.present(ZHANG, "12345678")
    town.clerk = a_clerk(staff_no="S003")
    assert town.present(ZHANG)["assurance_level"] == 4


def test_codes_that_are_right_do_not_count(town: Town) -> None:
    for _ in range(199):
        with pytest.raises(RuleViolation, match="confirmation_code_wrong"):
            town.present(ZHANG, "12345678")
    for _ in range(3):
        town.present(ZHANG, town.desk.begin(town.citizen("zhang"), None)["confirmation_code"])


def test_the_register_is_asked_once_however_often_the_change_is_decided(town: Town) -> None:
    town.present(ZHANG)
    town.register.asked.clear()
    town.committer.meanwhile = lambda: town.verified("phone", ZHANG)
    town.present(ZHANG)
    assert len(town.register.asked) == 2


def test_verifying_online_takes_nothing_of_it_away(town: Town) -> None:
    caller = town.citizen("zhang")
    town.present(ZHANG, town.desk.begin(caller, None)["confirmation_code"])
    assert town.verified("zhang", ZHANG).level == 4
    assert town.service.person(caller.id).level == 4


def test_the_result_is_for_the_session_that_asked(town: Town) -> None:
    caller = town.citizen("zhang")
    begun = town.desk.begin(caller, None)
    assert town.desk.result(caller, begun["verification_id"])["status"] == "pending"
    with pytest.raises(NotFound, match="verification_not_found"):
        town.desk.result(town.citizen("li"), begun["verification_id"])


CLERK = {"staff_no": "W0002", "name": "孙二", "password": Api.PASSWORD, "roles": ["clerk"], "departments": ["09"]}
PRESENT = {"name": ZHANG[0], "resident_id": ZHANG[1], "certificate": "resident_id"}


def test_at_the_window_over_http(api: Api) -> None:
    assert api.send("POST", "/v1/staff", CLERK, token=api.staff()).status == 201
    tokens = api.log_in()
    begun = api.send("POST", "/v1/me/verifications", {"method": "in_person"}, token=tokens["access_token"])
    assert begun.status == 201
    result = f"/v1/me/verifications/{begun.body['verification_id']}/result"
    assert api.send("POST", result, {}, token=tokens["access_token"]).body["status"] == "pending"
    body = {**PRESENT, "confirmation_code": begun.body["confirmation_code"]}
    confirmed = api.send("POST", "/v1/desk/identity-confirmations", body, token=api.staff("W0002"))
    assert (confirmed.status, confirmed.body["assurance_level"], len(confirmed.body["accounts"])) == (201, 4, 1)
    assert api.send("POST", result, {}, token=tokens["access_token"]).body["assurance_level"] == 4
    tokens = api.send("POST", "/v1/sessions/refresh", {"refresh_token": tokens["refresh_token"]}).body
    me = api.send("GET", "/v1/me", token=tokens["access_token"]).body
    assert (me["assurance_level"], me["name"], me["refresh_required"]) == (4, "张*", False)


def test_citizens_and_administrators_confirm_nobody(api: Api) -> None:
    for token in (api.citizen(), api.staff()):
        answer = api.send("POST", "/v1/desk/identity-confirmations", PRESENT, token=token)
        assert (answer.status, answer.code) == (403, "not_permitted")

"""我的账号: one person's accounts, and letting one go."""

from __future__ import annotations

import pytest

from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation, Unauthenticated
from tests.identity.api import Api
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import Town


@pytest.fixture
def town() -> Town:
    return Town()


def test_all_accounts_are_listed_and_the_one_that_asks_is_marked(town: Town) -> None:
    town.verified("phone", ZHANG)
    town.later(minutes=1)
    tablet = town.verified("tablet", ZHANG)
    first, second = town.accounts.of(tablet)["accounts"]
    assert [first["account_id"], second["account_id"]] == [town.account_of("phone"), town.account_of("tablet")]
    assert (first["current"], second["current"], second["channel"]) == (False, True, "miniprogram")
    assert first["joined_at"] < second["joined_at"]


def test_phone_numbers_are_masked(town: Town) -> None:
    caller = town.verified("phone", ZHANG)
    town.phones.confirm(caller, town.phone_code("phone", "13800000000"), None)
    (shown,) = town.accounts.of(caller)["accounts"]
    assert shown["phone"] == "+86 138****0000"


def test_an_account_that_is_let_go_is_nobodys_and_its_sessions_end(town: Town) -> None:
    phone, tablet = town.verified("phone", ZHANG), town.verified("tablet", ZHANG)
    pair, untouched = town.log_in("tablet"), town.log_in("tablet")
    town.later(seconds=1)
    answer = town.accounts.unbind(phone, tablet.account_id, None)
    assert answer == {"account_id": tablet.account_id, "signed_out": False}
    with pytest.raises(Unauthenticated, match="session_ended"):
        town.accounts.of(tablet)
    with pytest.raises(Unauthenticated):
        town.sessions.refresh(pair["refresh_token"])
    town.later(seconds=31)
    for tokens in (pair, untouched):  # a refresh that is refused ends its session by itself
        with pytest.raises(Unauthenticated, match="token_invalid"):
            town.service.authenticate(tokens["access_token"])
    after = town.citizen("tablet")
    assert (after.id != phone.id, after.level, town.service.me(after)["name"]) == (True, 0, None)
    assert [entry["account_id"] for entry in town.accounts.of(phone)["accounts"]] == [phone.account_id]
    assert town.whole()


def test_a_phone_number_stays_with_its_account(town: Town) -> None:
    caller = town.verified("phone", ZHANG)
    town.phones.confirm(caller, town.phone_code("phone"), None)
    assert town.accounts.unbind(caller, caller.account_id, None)["signed_out"] is True
    town.later(seconds=1)
    assert town.citizen("phone").level == 1


def test_the_person_stays_known_and_takes_the_account_back_by_verifying(town: Town) -> None:
    caller = town.verified("phone", ZHANG)
    town.accounts.unbind(caller, caller.account_id, None)
    town.later(seconds=1)
    assert town.verified("phone", ZHANG).id == caller.id
    acts = [act.type for act in town.committer.of(f"person#{caller.id}")]
    assert acts == ["person.verified", "person.account_detached", "person.verified"]


def test_nobody_lets_go_what_is_not_theirs(town: Town) -> None:
    caller, other = town.verified("phone", ZHANG), town.verified("li", LI)
    for account_id in (other.account_id, "unknown"):
        with pytest.raises(NotFound, match="account_not_found"):
            town.accounts.unbind(caller, account_id, None)


def test_who_only_knows_name_and_number_puts_nobody_out(town: Town) -> None:
    zhang = town.citizen("zhang")
    town.present(ZHANG, town.desk.begin(zhang, None)["confirmation_code"])
    thief = town.verified("thief", ZHANG)
    with pytest.raises(Forbidden) as refused:
        town.accounts.unbind(thief, zhang.account_id, None)
    assert refused.value.params["needed"] == 4
    assert town.accounts.unbind(town.citizen("zhang"), thief.account_id, None)["signed_out"] is False


def test_who_came_later_puts_nobody_out_who_was_there_before(town: Town) -> None:
    zhang = town.verified("zhang", ZHANG)
    town.later(seconds=1)
    thief = town.verified("thief", ZHANG)
    with pytest.raises(Forbidden) as refused:
        town.accounts.unbind(thief, zhang.account_id, None)
    assert (refused.value.params["needed"], refused.value.params["held"]) == (3, 2)
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        town.closing.request(thief, None)
    assert town.accounts.unbind(zhang, thief.account_id, None)["signed_out"] is False


def test_who_was_known_in_person_is_not_put_out_by_who_only_knows_name_and_number(town: Town) -> None:
    town.present(ZHANG)
    town.later(seconds=1)
    thief = town.verified("thief", ZHANG)
    later = town.verified("later", ZHANG)
    for refused in (
        lambda: town.closing.request(thief, None),
        lambda: town.accounts.unbind(thief, later.account_id, None),
    ):
        with pytest.raises(Forbidden, match="assurance_level_too_low") as refusal:
            refused()
        assert refusal.value.params["needed"] == 3
        ways = refusal.value.params["ways"]
        assert [way["method"] for way in ways] == ["face", "in_person"]  # type: ignore[attr-defined]
    assert town.accounts.unbind(thief, thief.account_id, None)["signed_out"]
    assert town.store.person(later.id).accounts == (later.account_id,)  # type: ignore[union-attr]


def test_who_was_there_before_the_window_closes_without_being_seen_again(town: Town) -> None:
    zhang = town.verified("zhang", ZHANG)
    town.later(seconds=1)
    town.present(ZHANG)
    assert town.closing.request(zhang, None)["state"] == "closing"


def test_at_a_window_or_by_face_who_was_known_in_person_closes_everything(town: Town) -> None:
    town.present(ZHANG)
    town.later(seconds=1)
    phone = town.verified("phone", ZHANG)
    town.faces.result(phone, town.faces.begin(phone, None)["verification_id"], None)
    assert town.closing.request(town.fresh(phone), None)["state"] == "closing"
    town.closing.withdraw(phone, None)
    town.present(ZHANG, town.desk.begin(phone, None)["confirmation_code"])
    assert town.closing.request(phone, None)["state"] == "closing"


def test_who_was_seen_lets_go_what_was_there_before(town: Town) -> None:
    lost = town.verified("lost phone", ZHANG)
    town.later(seconds=1)
    caller = town.verified("new phone", ZHANG)
    town.faces.result(caller, town.faces.begin(caller, None)["verification_id"], None)
    assert town.accounts.unbind(town.fresh(caller), lost.account_id, None)["signed_out"] is False


def test_before_verification_there_is_nothing_to_unbind(town: Town) -> None:
    caller = town.citizen("phone")
    with pytest.raises(RuleViolation, match="nothing_to_unbind"):
        town.accounts.unbind(caller, caller.account_id, None)


def test_accounts_of_one_person_are_bounded(town: Town) -> None:
    for number in range(20):
        town.verified(f"phone {number}", ZHANG)
        town.later(days=1)
    with pytest.raises(RuleViolation, match="too_many_accounts"):
        town.verified("one more", ZHANG)


def test_a_token_from_before_joining_speaks_for_nobody(town: Town) -> None:
    town.verified("phone", ZHANG)
    before = town.citizen("tablet")
    town.verifications.verify(before, *ZHANG, None)
    with pytest.raises(Unauthenticated, match="session_outdated"):
        town.accounts.of(before)
    with pytest.raises(NotFound, match="person_not_found"):
        town.service.person(before.id)
    me = town.service.me(before)
    assert (me["person_id"], me["refresh_required"]) == (town.citizen("phone").id, True)


def test_me_tells_the_accounts_level_not_the_persons_best(town: Town) -> None:
    town.present(ZHANG, town.desk.begin(town.citizen("phone"), None)["confirmation_code"])
    tablet = town.verified("tablet", ZHANG)
    me = town.service.me(tablet)
    assert (me["assurance_level"], me["refresh_required"]) == (2, False)


def test_listing_and_unbinding_over_http(api: Api) -> None:
    body = {"method": "name_number", "name": ZHANG[0], "resident_id": ZHANG[1]}
    for phone in ("one", "two"):
        assert api.send("POST", "/v1/me/verifications", body, token=api.citizen(phone)).status == 201
    token, other = api.citizen("one"), api.log_in("two")
    listed = api.send("GET", "/v1/me/accounts", token=token).body["accounts"]
    assert [entry["current"] for entry in listed] == [True, False]
    path = f"/v1/me/accounts/{listed[1]['account_id']}/unbinding"
    assert api.send("POST", path, {}, token=token).status == 201
    assert len(api.send("GET", "/v1/me/accounts", token=token).body["accounts"]) == 1
    refreshed = api.send("POST", "/v1/sessions/refresh", {"refresh_token": other["refresh_token"]})
    assert (refreshed.status, refreshed.code) == (401, "session_ended")
    assert api.send("POST", path, {}, token=token).status == 404

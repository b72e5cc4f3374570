"""账号更正: an account whose number turned out to be another's is taken away, by an audited act."""

from __future__ import annotations

import pytest

from chalicelib.identity.persons.records import REASON_SEAL, PersonState
from chalicelib.shared.access import Role
from chalicelib.shared.errors import NotFound, Unauthenticated
from tests.identity.api import Api
from tests.identity.cities import ZHANG
from tests.identity.persons import Town

REASON = "本人到场称该微信账号不是自己的"


@pytest.fixture
def town() -> Town:
    return Town()


def test_the_number_stays_with_the_rightful_person(town: Town) -> None:
    thief = town.verified("thief", ZHANG)
    confirmed = town.present(ZHANG, town.desk.begin(town.citizen("zhang"), None)["confirmation_code"])
    assert [entry["account_id"] for entry in confirmed["accounts"]] == [thief.account_id, town.account_of("zhang")]
    town.later(seconds=1)
    town.accounts.split(town.manager, confirmed["person_id"], thief.account_id, REASON, None)
    with pytest.raises(Unauthenticated, match="session_ended"):
        town.accounts.of(thief)
    after = town.citizen("thief")
    assert (after.id == thief.id, after.level) == (False, 0)
    assert town.citizen("zhang").id == confirmed["person_id"] == thief.id


def test_both_chains_tell_who_did_it_and_why(town: Town) -> None:
    thief = town.verified("thief", ZHANG)
    town.later(seconds=1)
    town.accounts.split(town.manager, thief.id, thief.account_id, REASON, None)
    act = town.committer.of(f"person#{thief.id}")[-1]
    assert (act.type, act.actor.id) == ("person.account_separated", "S002")
    salt = town.service.salt_of(thief.id)
    assert town.sealer.open(salt, str(act.changes["reason_sealed"]), REASON_SEAL) == REASON
    (began,) = town.committer.of(f"person#{town.citizen('thief').id}")
    assert (began.type, began.actor.id) == ("person.account_received", "S002")
    assert town.whole()


def test_the_person_remembers_whose_account_was_never_theirs_even_erased(town: Town) -> None:
    thief = town.verified("thief", ZHANG)
    town.accounts.split(town.manager, thief.id, thief.account_id, REASON, None)
    separated = town.service.separated(thief.id)
    assert separated == town.service.person(thief.id).separated == town.service.person(thief.id).left
    assert list(separated) == [thief.account_id]
    town.later(seconds=1)
    own = town.verified("zhang", ZHANG)
    town.closing.request(own, None)
    town.later(days=8)
    assert town.two_days() == [PersonState.CLOSED, PersonState.ERASED]
    assert town.service.separated(thief.id) == separated


def test_an_account_that_was_let_go_left_and_was_not_separated(town: Town) -> None:
    own = town.verified("zhang", ZHANG)
    town.later(seconds=1)
    town.accounts.unbind(own, own.account_id, None)
    person = town.service.person(own.id)
    assert (list(person.left), dict(person.separated)) == ([own.account_id], {})


def test_what_is_not_there_is_not_split(town: Town) -> None:
    caller, nobody = town.verified("zhang", ZHANG), town.citizen("unknown")
    for person_id, account_id in (("gone", caller.account_id), (caller.id, "gone"), (nobody.id, nobody.account_id)):
        with pytest.raises(NotFound):
            town.accounts.split(town.manager, person_id, account_id, REASON, None)


def test_only_those_in_charge_split(api: Api) -> None:
    roles = {"W0002": Role.CLERK, "W0003": Role.HALL_MANAGER}
    for staff_no, role in roles.items():
        new = {"staff_no": staff_no, "name": "孙二", "password": Api.PASSWORD, "roles": [role], "departments": ["09"]}
        assert api.send("POST", "/v1/staff", new, token=api.staff()).status == 201
    body = {"method": "name_number", "name": ZHANG[0], "resident_id": ZHANG[1]}
    api.send("POST", "/v1/me/verifications", body, token=api.citizen())
    token = api.citizen()
    (account,) = api.send("GET", "/v1/me/accounts", token=token).body["accounts"]
    person_id = api.send("GET", "/v1/me", token=token).body["person_id"]
    split = {"person_id": person_id, "account_id": account["account_id"], "reason": REASON}
    refused = api.send("POST", "/v1/desk/account-splits", split, token=api.staff("W0002"))
    assert (refused.status, refused.code) == (403, "not_permitted")
    assert api.send("POST", "/v1/desk/account-splits", split, token=api.staff("W0003")).status == 201
    after = api.send("GET", "/v1/me", token=api.citizen()).body
    assert (after["person_id"] == person_id, after["assurance_level"], after["name"]) == (False, 0, None)

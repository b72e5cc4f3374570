"""自助终端: a machine with a secret, a card, and a short session of level 2."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.identity.kiosks.log_in import Card
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import NotFound, RuleViolation, Throttled, Unauthenticated
from tests.builders import a_clerk
from tests.identity.api import Api
from tests.identity.cities import SUN, ZHANG
from tests.identity.persons import CHILD, Town

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR, staff_no="W0001")


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def secret(town: Town) -> str:
    return str(town.kiosks.register(ADMINISTRATOR, "K0001", "政务服务大厅一层", None)["secret"])


def logged_in(town: Town, secret: str, who: tuple[str, str] = ZHANG) -> tuple[Caller, dict[str, Any]]:
    pair = town.kiosk.open("K0001", secret, Card(*who))
    return town.service.authenticate(pair["access_token"]), pair


def test_the_secret_is_kept_by_nobody(town: Town, secret: str) -> None:
    assert len(secret) == 43
    assert secret not in repr(town.store.items) + repr(town.committer.acts)
    assert [act.type for act in town.committer.of("kiosk#K0001")] == ["kiosk.registered"]
    with pytest.raises(RuleViolation, match="kiosk_exists"):
        town.kiosks.register(ADMINISTRATOR, "K0001", "别处", None)


def test_the_card_opens_a_session_of_level_2_for_its_person(town: Town, secret: str) -> None:
    phone = town.verified("phone", ZHANG)
    caller, _ = logged_in(town, secret)
    assert (caller.id, caller.level, caller.channel) == (phone.id, 2, "kiosk")
    assert [entry["channel"] for entry in town.accounts.of(phone)["accounts"]] == ["miniprogram", "kiosk"]
    assert town.whole()


def test_the_same_card_comes_to_the_same_account(town: Town, secret: str) -> None:
    first, _ = logged_in(town, secret)
    town.later(days=1)
    second, _ = logged_in(town, secret)
    assert (first.id, first.account_id) == (second.id, second.account_id)
    assert town.verified("phone", ZHANG).id == first.id


def test_a_session_is_short_whether_it_is_used_or_not(town: Town, secret: str) -> None:
    _, pair = logged_in(town, secret)
    assert (pair["expires_in"], pair["refresh_expires_in"]) == (600, 600)
    town.later(minutes=9)
    later = town.sessions.refresh(pair["refresh_token"])
    assert (later["expires_in"], later["refresh_expires_in"]) == (60, 60)
    town.later(minutes=1)
    with pytest.raises(Unauthenticated, match="token_invalid"):
        town.service.authenticate(later["access_token"])
    with pytest.raises(Unauthenticated, match="refresh_token_invalid"):
        town.sessions.refresh(later["refresh_token"])


def test_an_unknown_kiosk_and_a_wrong_secret_are_refused_alike(town: Town, secret: str) -> None:
    for kiosk_no, given in (("K0001", "wrong"), ("K9999", secret)):
        with pytest.raises(Unauthenticated, match="kiosk_refused"):
            town.kiosk.open(kiosk_no, given, Card(*ZHANG))
    assert town.register.asked == []


def test_a_kiosk_that_was_taken_away_opens_nothing(town: Town, secret: str) -> None:
    town.kiosks.deregister(ADMINISTRATOR, "K0001", None)
    with pytest.raises(Unauthenticated, match="kiosk_refused"):
        town.kiosk.open("K0001", secret, Card(*ZHANG))
    with pytest.raises(NotFound, match="kiosk_not_found"):
        town.kiosks.deregister(ADMINISTRATOR, "K0001", None)


def test_secrets_are_not_guessed_for_ever(town: Town, secret: str) -> None:
    for _ in range(100):
        with pytest.raises(Unauthenticated):
            town.kiosk.open("K0001", "wrong", Card(*ZHANG), "198.51.100.7")
    with pytest.raises(Throttled):
        town.kiosk.open("K0002", "wrong", Card(*ZHANG), "198.51.100.7")


def test_who_guesses_puts_no_kiosk_out_of_service(town: Town, secret: str) -> None:
    for _ in range(200):
        with pytest.raises((Unauthenticated, Throttled)):
            town.kiosk.open("K0001", "wrong", Card(*ZHANG), "198.51.100.7")
    assert town.kiosk.open("K0001", secret, Card(*ZHANG), "198.51.100.7")["expires_in"] == 600


def test_a_strangers_guesses_at_a_number_do_not_lock_its_card(town: Town, secret: str) -> None:
    for stranger in range(11):
        with pytest.raises((RuleViolation, Throttled)):
            town.verified(f"stranger {stranger}", ("李四", ZHANG[1]))
    assert logged_in(town, secret)[0].level == 2


@pytest.mark.parametrize(
    ("who", "code"),
    [(("李四", ZHANG[1]), "identity_not_confirmed"), (SUN, "identity_cancelled"), (CHILD, "guardian_needed")],
)
def test_what_the_register_does_not_confirm_opens_nothing(
    town: Town, secret: str, who: tuple[str, str], code: str
) -> None:
    with pytest.raises(RuleViolation, match=code):
        town.kiosk.open("K0001", secret, Card(*who))
    assert not [key for key in town.store.items if key[0] in ("account", "person", "family")]


def test_a_kiosks_account_never_rises(town: Town, secret: str) -> None:
    caller, _ = logged_in(town, secret)
    for rise in (
        lambda: town.phones.confirm(caller, "code", None),
        lambda: town.faces.begin(caller, None),
        lambda: town.desk.begin(caller, None),
    ):
        with pytest.raises(RuleViolation, match="not_at_a_kiosk"):
            rise()
    town.present(ZHANG)
    assert logged_in(town, secret)[0].level == 2


def test_unbound_it_is_gone(town: Town, secret: str) -> None:
    phone = town.verified("phone", ZHANG)
    caller, pair = logged_in(town, secret)
    town.later(seconds=1)
    town.accounts.unbind(phone, caller.account_id, None)
    assert town.store.account(caller.account_id) is None
    with pytest.raises(Unauthenticated):
        town.sessions.refresh(pair["refresh_token"])
    town.later(seconds=1)
    assert logged_in(town, secret)[0].id == phone.id


def test_over_http(api: Api) -> None:
    new = {"kiosk_no": "K0001", "place": "政务服务大厅一层"}
    refused = api.send("POST", "/v1/kiosks", new, token=api.citizen())
    assert (refused.status, refused.code) == (403, "not_permitted")
    registered = api.send("POST", "/v1/kiosks", new, token=api.staff())
    assert registered.status == 201
    body = {"kiosk_no": "K0001", "secret": registered.body["secret"], "name": ZHANG[0], "resident_id": ZHANG[1]}
    opened = api.send("POST", "/v1/sessions/kiosk", body)
    assert (opened.status, opened.body["expires_in"] in (599, 600)) == (201, True)
    me = api.send("GET", "/v1/me", token=opened.body["access_token"]).body
    assert (me["name"], me["assurance_level"]) == ("张*", 2)
    wrong = api.send("POST", "/v1/sessions/kiosk", {**body, "secret": "wrong"})
    assert (wrong.status, wrong.code) == (401, "kiosk_refused")
    assert ZHANG[1] not in json.dumps(wrong.body)
    assert api.send("POST", "/v1/kiosks/K0001/deregistration", {}, token=api.staff()).status == 201
    assert api.send("POST", "/v1/sessions/kiosk", body).status == 401

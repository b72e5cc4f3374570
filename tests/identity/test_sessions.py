"""Logging in, refreshing, logging out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.change import Change
from chalicelib.shared.errors import Unauthenticated
from chalicelib.staff.service import Member
from tests.identity.cities import LIMITS, PASSWORD, ZHANG, City

OPENED = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def city() -> City:
    return City()


def refused(city: City, refresh_token: str) -> str:
    with pytest.raises(Unauthenticated) as error:
        city.sessions.refresh(refresh_token)
    return error.value.code


def test_a_wechat_code_opens_a_session_at_level_0(city: City) -> None:
    pair = city.log_in()
    caller = city.service.authenticate(pair["access_token"])
    assert (caller.kind, caller.level, caller.channel) == ("citizen", 0, "miniprogram")
    assert (pair["token_type"], pair["expires_in"], pair["refresh_expires_in"]) == ("Bearer", 900, 7 * 86400)


def test_the_same_user_is_the_same_person(city: City) -> None:
    assert city.citizen("a").id == city.citizen("a").id != city.citizen("b").id


def test_each_log_in_replaces_the_session_key_and_nothing_of_wechat_is_in_clear(city: City) -> None:
    city.log_in()
    (before,) = (item for (kind, _), item in city.store.items.items() if kind == "account")
    city.log_in()
    (after,) = (item for (kind, _), item in city.store.items.items() if kind == "account")
    assert city.sealer.open(before.salt, before.session_key, "session_key") == "key-1"
    assert city.sealer.open(after.salt, after.session_key, "session_key") == "key-2"
    assert city.sealer.open(after.salt, after.openid, "openid") == "o-zhang's phone"
    assert "zhang" not in repr(city.store.items)


def test_two_first_log_ins_at_once_make_one_person(city: City) -> None:
    city.committer.meanwhile = city.log_in
    city.log_in()
    assert [kind for kind, _ in city.store.items].count("person") == 1


def test_staff_log_in_with_number_and_password(city: City) -> None:
    city.hire("W0001", Role.CLERK, Role.EXAMINER)
    pair = city.staff_logs_in()
    caller = city.service.authenticate(pair["access_token"])
    assert (caller.kind, caller.id, caller.channel) == ("staff", "W0001", "window")
    assert caller.roles == {Role.CLERK, Role.EXAMINER}
    assert [(post.divisions, post.departments) for post in caller.posts] == [(("530102000000",), ("09",))]
    assert pair["refresh_expires_in"] == 30 * 60


@pytest.mark.parametrize(
    ("staff_no", "password"),
    [("W0001", "wrong"), ("W0001", PASSWORD.upper()), ("W0001", ""), ("W9999", PASSWORD), ("", "")],
)
def test_wrong_credentials_get_one_answer(city: City, staff_no: str, password: str) -> None:
    city.hire()
    with pytest.raises(Unauthenticated) as error:
        city.staff_logs_in(staff_no, password)
    assert (error.value.code, error.value.params) == ("credentials_wrong", {})


def test_a_leaver_can_neither_log_in_nor_refresh(city: City) -> None:
    city.hire()
    pair = city.staff_logs_in()
    session_id = city.service.authenticate(pair["access_token"]).session_id
    city.directory.leave("W0001")
    with pytest.raises(Unauthenticated, match="credentials_wrong"):
        city.staff_logs_in()
    assert refused(city, pair["refresh_token"]) == "session_ended"
    assert city.store.family(session_id) is None
    with pytest.raises(Unauthenticated, match="token_invalid"):
        city.service.authenticate(pair["access_token"])


def test_a_refresh_gives_a_new_pair_of_the_same_session(city: City) -> None:
    old = city.log_in()
    new = city.sessions.refresh(old["refresh_token"])
    assert new["refresh_token"] != old["refresh_token"]
    before, after = (city.service.authenticate(pair["access_token"]) for pair in (old, new))
    assert (before.id, before.session_id) == (after.id, after.session_id)


def test_a_refresh_does_not_prolong_the_session(city: City) -> None:
    pair = city.log_in()
    for _ in range(4):
        city.clock.move(timedelta(days=6))
        pair = city.sessions.refresh(pair["refresh_token"])
        assert pair["refresh_expires_in"] == min(7, 30 - (city.clock.now() - OPENED).days) * 86400
    city.clock.move(timedelta(days=6))
    assert refused(city, pair["refresh_token"]) == "refresh_token_invalid"


def test_a_session_that_nobody_uses_for_a_week_is_over(city: City) -> None:
    used, unused = city.log_in(), city.log_in()
    city.clock.move(timedelta(days=7, seconds=-1))
    used = city.sessions.refresh(used["refresh_token"])
    city.clock.move(timedelta(seconds=1))
    assert refused(city, unused["refresh_token"]) == "refresh_token_invalid"
    assert city.sessions.refresh(used["refresh_token"])


@pytest.mark.parametrize(
    ("role", "minutes"),
    [
        (Role.CLERK, 30),
        (Role.SUPERVISOR, 30),
        (Role.ADMINISTRATOR, 15),
        (Role.SECURITY_ADMINISTRATOR, 15),
        (Role.AUDITOR, 15),
    ],
)
def test_staff_who_do_nothing_are_logged_out(city: City, role: Role, minutes: int) -> None:
    city.hire("W0001", role)
    working, away = city.staff_logs_in(), city.staff_logs_in()
    assert working["expires_in"] <= minutes * 60 / 2, "who works refreshes in time"
    city.clock.move(timedelta(minutes=minutes, seconds=-1))
    working = city.sessions.refresh(working["refresh_token"])
    city.clock.move(timedelta(seconds=1))
    assert refused(city, away["refresh_token"]) == "refresh_token_invalid"
    assert city.sessions.refresh(working["refresh_token"])


def test_a_shorter_limit_holds_for_sessions_that_are_open_already(city: City) -> None:
    pair = city.log_in()
    city.limits = LIMITS._replace(citizens_idle=timedelta(hours=1))
    city.clock.move(timedelta(hours=1))
    assert refused(city, pair["refresh_token"]) == "refresh_token_invalid"


def test_a_face_raises_the_session_for_minutes_and_no_token_outlives_them(city: City) -> None:
    pair = city.log_in()
    family = city.store.family(city.service.authenticate(pair["access_token"]).session_id)
    assert family
    until = city.clock.now() + timedelta(minutes=10)
    city.committer.commit(lambda: Change((city.store.save_family(family._replace(face_until=until)),)), None)
    pair = city.sessions.refresh(pair["refresh_token"])
    assert (city.service.authenticate(pair["access_token"]).level, pair["expires_in"]) == (3, 600)
    city.clock.move(timedelta(minutes=10, seconds=-1))
    last = city.sessions.refresh(pair["refresh_token"])
    assert (city.service.authenticate(last["access_token"]).level, last["expires_in"]) == (3, 1)
    city.clock.move(timedelta(seconds=1))
    with pytest.raises(Unauthenticated):
        city.service.authenticate(last["access_token"])
    after = city.sessions.refresh(last["refresh_token"])
    assert (city.service.authenticate(after["access_token"]).level, after["expires_in"]) == (0, 900)


def test_no_token_outlives_a_post_held_for_a_colleague(city: City) -> None:
    city.hire("W0001")
    member = city.directory.members["W0001"]
    city.directory.members["W0001"] = member._replace(ends_at=city.clock.now() + timedelta(minutes=4))
    assert city.staff_logs_in()["expires_in"] == 240


def test_whoever_has_duties_is_told_with_the_tokens(city: City) -> None:
    city.hire("W0001")
    assert "duties" not in city.staff_logs_in()
    city.directory.members["W0001"] = Member("W0001", (), ("change_password",))
    pair = city.staff_logs_in()
    assert pair["duties"] == ["change_password"]
    assert city.service.authenticate(pair["access_token"]).duties == ("change_password",)
    assert city.sessions.refresh(pair["refresh_token"])["duties"] == ["change_password"]


def test_sessions_from_before_a_change_of_password_are_over_but_for_the_spared_one(city: City) -> None:
    city.hire("W0001")
    old, own = city.staff_logs_in(), city.staff_logs_in()
    spared = city.service.authenticate(own["access_token"]).session_id
    city.clock.move(timedelta(seconds=1))
    city.hire("W0001", sessions_from=city.clock.now(), spared=spared)
    assert refused(city, old["refresh_token"]) == "session_ended"
    assert city.sessions.refresh(own["refresh_token"])
    assert city.sessions.refresh(city.staff_logs_in()["refresh_token"])


def test_no_session_from_before_an_account_began_comes_to_life_with_it(city: City) -> None:
    """An account is given up, and its WeChat user comes back: what their old devices hold is worth nothing."""
    old = city.log_in()
    account_id = city.service.authenticate(old["access_token"]).account_id
    del city.store.items["account", account_id]
    city.clock.move(timedelta(seconds=1))
    new = city.log_in()
    assert refused(city, old["refresh_token"]) == "session_ended"
    assert city.sessions.refresh(new["refresh_token"])


def test_a_refresh_brings_what_has_changed_about_the_caller(city: City) -> None:
    pair = city.log_in()
    caller = city.service.authenticate(pair["access_token"])
    city.verifications.verify(caller, *ZHANG, None)
    again = city.service.authenticate(city.sessions.refresh(pair["refresh_token"])["access_token"])
    assert (caller.level, again.level) == (0, 2)


def test_the_replaced_token_gets_the_very_same_pair_for_60_seconds(city: City) -> None:
    old = city.log_in()["refresh_token"]
    new = city.sessions.refresh(old)
    city.clock.move(LIMITS.grace)
    assert city.sessions.refresh(old) == new
    assert city.sessions.refresh(old) == new


def test_the_replaced_token_later_ends_the_family(city: City) -> None:
    old = city.log_in()["refresh_token"]
    new = city.sessions.refresh(old)
    city.clock.move(LIMITS.grace + timedelta(seconds=1))
    assert refused(city, old) == "session_ended"
    assert refused(city, new["refresh_token"]) == "refresh_token_invalid"


def test_a_copied_token_ends_the_session_and_the_person_is_told(city: City) -> None:
    old = city.log_in()["refresh_token"]
    new = city.sessions.refresh(old)
    caller = city.service.authenticate(new["access_token"])
    city.clock.move(LIMITS.grace + timedelta(seconds=1))
    assert refused(city, old) == "session_ended"
    with pytest.raises(Unauthenticated, match="token_invalid"):
        city.service.authenticate(new["access_token"])
    (event,) = city.account_events.shown(caller, 20, None)["entries"]
    assert (event["type"], event["at"]) == ("person.session_ended", "2026-11-21T01:01:01.000Z")
    assert event["said"] == {
        "reason": "refresh_reused", "session_id": caller.session_id, "session_channel": "miniprogram"
    }  # fmt: skip
    assert "退出登录" in event["wording"]


def test_of_two_that_present_a_copied_token_at_once_one_tells_the_person(city: City) -> None:
    old = city.log_in()["refresh_token"]
    person_id = city.service.authenticate(city.sessions.refresh(old)["access_token"]).id
    city.clock.move(LIMITS.grace + timedelta(seconds=1))
    city.committer.meanwhile = lambda: refused(city, old)
    assert refused(city, old) == "refresh_token_invalid"
    assert [act.type for act in city.committer.of(f"person#{person_id}")] == ["person.session_ended"]


def test_a_copied_token_of_staff_ends_their_session(city: City) -> None:
    city.hire("W0001")
    old = city.staff_logs_in()["refresh_token"]
    new = city.sessions.refresh(old)
    city.clock.move(LIMITS.grace + timedelta(seconds=1))
    assert refused(city, old) == "session_ended"
    with pytest.raises(Unauthenticated, match="token_invalid"):
        city.service.authenticate(new["access_token"])


def test_a_token_replaced_twice_ends_the_family_even_within_60_seconds(city: City) -> None:
    first = city.log_in()["refresh_token"]
    third = city.sessions.refresh(city.sessions.refresh(first)["refresh_token"])
    assert refused(city, first) == "session_ended"
    assert refused(city, third["refresh_token"]) == "refresh_token_invalid"


def test_two_refreshes_at_once_get_one_pair(city: City) -> None:
    old = city.log_in()["refresh_token"]
    won = []
    city.committer.meanwhile = lambda: won.append(city.sessions.refresh(old))
    assert city.sessions.refresh(old) == won[0]


def test_one_family_ends_without_the_others(city: City) -> None:
    phone, tablet = city.log_in(), city.log_in()
    city.sessions.end(city.service.authenticate(phone["access_token"]).session_id)
    assert refused(city, phone["refresh_token"]) == "refresh_token_invalid"
    assert city.sessions.refresh(tablet["refresh_token"])


def test_logging_out_twice_is_no_error(city: City) -> None:
    caller = city.citizen()
    city.sessions.end(caller.session_id)
    city.sessions.end(caller.session_id)
    assert city.store.family(caller.session_id) is None


@pytest.mark.parametrize("token", ["", "x", "a.b", "é" * 22 + "." + "a" * 43, "a" * 22 + "." + "a" * 43])
def test_what_was_never_a_token_is_refused(city: City, token: str) -> None:
    assert refused(city, token) == "refresh_token_invalid"


def test_who_knows_the_session_id_alone_cannot_end_the_session(city: City) -> None:
    pair = city.log_in()
    session_id = city.service.authenticate(pair["access_token"]).session_id
    assert refused(city, f"{session_id[:22]}.{'a' * 43}") == "refresh_token_invalid"
    assert city.sessions.refresh(pair["refresh_token"])


def test_no_refresh_token_and_no_pair_is_kept_in_clear(city: City) -> None:
    first = city.log_in()
    second = city.sessions.refresh(first["refresh_token"])
    kept = repr(city.store.items)
    for pair in (first, second):
        handle, _, secret = pair["refresh_token"].partition(".")
        assert not any(part in kept for part in (handle, secret, pair["access_token"]))


def test_the_kept_pair_opens_only_for_who_has_the_token_it_replaced(city: City) -> None:
    pair = city.log_in()
    new = city.sessions.refresh(pair["refresh_token"])
    family = city.store.family(city.service.authenticate(pair["access_token"]).session_id)
    assert family
    assert family.pair
    with pytest.raises(Exception, match=family.session_id):
        city.sealer.open(new["refresh_token"], family.pair, family.session_id)
    assert city.sealer.open(pair["refresh_token"], family.pair, family.session_id)


def test_a_family_item_lives_as_long_as_its_tokens(city: City) -> None:
    family = city.store.family(city.citizen().session_id)
    assert family
    assert family.ends_at == city.clock.now() + LIMITS.citizens


def test_the_citys_configuration_says_how_long_sessions_last() -> None:
    city = City()
    city.limits = LIMITS._replace(
        access=timedelta(minutes=5), citizens=timedelta(days=3), staff=timedelta(minutes=20), grace=timedelta(0)
    )
    pair = city.log_in()
    assert (pair["expires_in"], pair["refresh_expires_in"]) == (300, 3 * 86400)
    city.clock.move(timedelta(minutes=5))
    with pytest.raises(Unauthenticated):
        city.service.authenticate(pair["access_token"])
    city.hire()
    assert city.staff_logs_in()["refresh_expires_in"] == 20 * 60


def test_no_configuration_makes_an_access_token_outlive_15_minutes() -> None:
    city = City()
    city.limits = LIMITS._replace(access=timedelta(hours=8))
    pair = city.log_in()
    city.clock.move(timedelta(minutes=15))
    with pytest.raises(Unauthenticated):
        city.service.authenticate(pair["access_token"])

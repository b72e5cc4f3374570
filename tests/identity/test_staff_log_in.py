"""How often staff may fail to log in: by number, by source, one after another and all at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.shared.change import Change
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import ServiceError, Throttled, Unauthenticated
from chalicelib.staff.service import LOG_IN_ATTEMPTS, Member
from tests.identity.cities import PASSWORD, QUOTAS, City

WRONG, LOCKED = "credentials_wrong", "too_many_attempts"
NOT_IT = "wrong"


@pytest.fixture
def city() -> City:
    city = City()
    city.hire("W0001")
    return city


def outcome(city: City, staff_no: str = "W0001", password: str = NOT_IT, address: str = "203.0.113.7") -> str:
    try:
        city.staff_logs_in(staff_no, password, address=address)
    except ServiceError as refused:
        return refused.code
    return "ok"


@pytest.mark.parametrize("staff_no", ["W0001", "W9999"])
def test_five_failures_lock_a_number_for_half_an_hour_whether_somebody_has_it_or_not(city: City, staff_no: str) -> None:
    assert [outcome(city, staff_no) for _ in range(7)] == [WRONG] * 5 + [LOCKED] * 2
    with pytest.raises(Throttled) as locked:
        city.staff_logs_in(staff_no, "wrong")
    assert locked.value.params == {"retry_after": 1800}
    city.clock.move(timedelta(minutes=30))
    assert outcome(city, staff_no) == WRONG


def test_a_locked_number_does_not_open_with_the_right_password(city: City) -> None:
    assert [outcome(city) for _ in range(5)] == [WRONG] * 5
    assert outcome(city, password=PASSWORD) == LOCKED
    city.clock.move(timedelta(minutes=30))
    assert outcome(city, password=PASSWORD) == "ok"


def test_no_password_is_looked_at_once_the_number_is_locked(city: City) -> None:
    for _ in range(20):
        outcome(city)
    assert city.directory.looked_at == 5


def test_a_success_forgets_the_failures_before_it(city: City) -> None:
    for _ in range(5):
        assert [outcome(city) for _ in range(4)] == [WRONG] * 4
        assert outcome(city, password=PASSWORD) == "ok"


def test_an_unlocked_number_has_five_attempts_again(city: City) -> None:
    assert [outcome(city) for _ in range(6)] == [WRONG] * 5 + [LOCKED]
    city.committer.commit(lambda: Change((city.attempts.forget(LOG_IN_ATTEMPTS, "W0001"),)), None)
    assert [outcome(city) for _ in range(6)] == [WRONG] * 5 + [LOCKED]


def test_a_source_that_failed_a_hundred_times_is_refused_whatever_it_says_and_others_are_not(city: City) -> None:
    tried = [outcome(city, f"W{number:04}") for number in range(1000, 1100)]
    assert tried == [WRONG] * 100
    assert outcome(city, password=PASSWORD) == LOCKED
    assert outcome(city, password=PASSWORD, address="198.51.100.9") == "ok"
    city.clock.move(timedelta(minutes=10))
    assert outcome(city, password=PASSWORD) == "ok"


def test_a_refused_source_locks_nobody_out(city: City) -> None:
    for number in range(1000, 1100):
        outcome(city, f"W{number:04}")
    assert [outcome(city) for _ in range(10)] == [LOCKED] * 10
    assert outcome(city, password=PASSWORD, address="198.51.100.9") == "ok"


def test_good_log_ins_of_one_office_are_not_counted(city: City) -> None:
    assert [outcome(city, password=PASSWORD) for _ in range(3 * QUOTAS.source_failures)] == ["ok"] * 300


def test_an_ipv6_source_is_its_network(city: City) -> None:
    tried = [outcome(city, f"W{n:04}", address=f"2001:db8:0:1::{n:x}") for n in range(1000, 1101)]
    assert (tried.count(WRONG), tried[-1]) == (100, LOCKED)


def test_a_hundred_guesses_at_once_are_five(city: City) -> None:
    with ThreadPoolExecutor(16) as pool:
        tried = list(pool.map(lambda n: outcome(city, address=f"203.0.113.{n}"), range(100)))
    assert (tried.count(WRONG), tried.count(LOCKED)) == (5, 95)
    assert city.directory.looked_at == 5


def test_a_thousand_guesses_at_once_from_one_source_are_a_hundred(city: City) -> None:
    with ThreadPoolExecutor(16) as pool:
        tried = list(pool.map(lambda n: outcome(city, f"W{n:04}"), range(1000, 2000)))
    assert (tried.count(WRONG), tried.count(LOCKED)) == (100, 900)


def test_a_leaver_is_refused_like_a_number_that_nobody_has(city: City) -> None:
    city.directory.leave("W0001")
    with pytest.raises(Unauthenticated) as left:
        city.staff_logs_in("W0001")
    with pytest.raises(Unauthenticated) as unknown:
        city.staff_logs_in("W9999")
    assert (left.value.code, left.value.params) == (unknown.value.code, unknown.value.params)


@pytest.mark.parametrize("staff_no", ["W0001", "W9999"])
def test_each_refusal_is_one_line_that_names_neither_number_nor_source(
    city: City, staff_no: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(6):
        outcome(city, staff_no)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["message"], line["reason"]) for line in lines] == [("log-in refused", WRONG)] * 5 + [
        ("log-in refused", LOCKED)
    ]
    assert all(line.keys() == {"level", "message", "timestamp", "service", "kind", "reason"} for line in lines)


def test_what_ended_while_the_password_was_being_checked_ends_the_session_that_opens(city: City) -> None:
    before = city.clock.now() - timedelta(seconds=5)
    city.hire("W0001", looked_at=before)
    pair = city.staff_logs_in()
    [family] = city.store.families_of("staff", "W0001")
    assert family.opened_at == before
    assert city.service.authenticate(pair["access_token"])
    city.committer.commit(lambda: Change((ending("staff:W0001", before + timedelta(seconds=1)),)), None)
    with pytest.raises(Unauthenticated):
        city.service.authenticate(pair["access_token"])


def test_who_left_while_the_session_was_being_refreshed_is_refused_at_once(city: City) -> None:
    pair = city.staff_logs_in()
    member = city.directory.member

    def leaving(staff_no: str) -> Member | None:
        """What was read just before they left; they left a moment after the refresh began, which took a while."""
        found = member(staff_no)
        city.committer.commit(lambda: Change((ending("staff:W0001", city.clock.now()),)), None)
        city.clock.move(timedelta(seconds=2))
        return found

    city.directory.member = leaving  # type: ignore[method-assign]
    refreshed = city.sessions.refresh(pair["refresh_token"])
    with pytest.raises(Unauthenticated):
        city.service.authenticate(refreshed["access_token"])

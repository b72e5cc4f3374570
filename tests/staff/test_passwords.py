"""Passwords: how they are kept, and which are taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.configuration.documents import Passwords
from chalicelib.configuration.rules import read
from chalicelib.staff.passwords import (
    DECOY,
    Policy,
    expired,
    hash_password,
    password_faults,
    password_fits,
    remembered,
    used_before,
)
from chalicelib.staff.records import Credentials
from tests.fakes import FakeClock
from tests.staff.directories import PASSWORD

NOW = FakeClock().now()


def policy(**said: int) -> Policy:
    return read(Passwords, said)


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    one, two = hash_password(PASSWORD), hash_password(PASSWORD)
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert password_fits(PASSWORD, one)
    assert not password_fits(PASSWORD + " ", one)


def test_the_decoy_costs_what_a_password_costs() -> None:
    assert DECOY.rpartition("$")[0].rpartition("$")[0] == hash_password("x").rpartition("$")[0].rpartition("$")[0]
    assert not password_fits("", DECOY)


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("Aa1 aaaaaaaa", []),
        ("Aa1aaaaaaaaa", []),
        ("密码 Aaaaaaaaa", []),
        ("Aa1 aaaaaaa", ["too_short"]),
        ("aa1aaaaaaaaa", ["password_too_plain"]),
        ("密码密码密码密码密码密码", ["password_too_plain"]),
        ("Aa1 w0001 aaa", ["password_names_its_owner"]),
        ("w0001", ["too_short", "password_too_plain", "password_names_its_owner"]),
    ],
)
def test_a_password_is_as_the_policy_asks(password: str, codes: list[str]) -> None:
    assert [fault.code for fault in password_faults("/new", password, "W0001", policy())] == codes


def test_every_figure_of_the_policy_counts() -> None:
    assert [*password_faults("/new", "Aa1 aaaaaaaa", "W0001", policy(least_length=13, classes=4))] == [
        ("/new", "too_short", {"minimum": 13})
    ]
    assert not [*password_faults("/new", "aaaaaaaa", "W0001", policy(least_length=8, classes=1))]


@pytest.mark.parametrize(
    ("history", "known"), [(0, ["1"]), (1, ["1"]), (3, ["1", "2", "3"]), (9, ["1", "2", "3", "4"])]
)
def test_as_many_passwords_are_remembered_as_the_policy_asks(history: int, known: list[str]) -> None:
    credentials = Credentials("W0001", "1", NOW, False, NOW, former=("2", "3", "4"))
    assert list(remembered(credentials, history)) == known


def test_a_password_that_was_used_is_known_again() -> None:
    credentials = Credentials("W0001", hash_password("now"), NOW, False, NOW, former=(hash_password("before"),))
    assert [used_before(text, credentials, 5) for text in ("now", "before", "never")] == [True, True, False]
    assert not used_before("before", credentials, 1)


def test_a_password_lasts_as_long_as_the_policy_says() -> None:
    credentials = Credentials("W0001", "1", NOW, False, NOW)
    last = NOW + timedelta(days=30) - timedelta(seconds=1)
    assert not expired(credentials, policy(age_days=30), last)
    assert expired(credentials, policy(age_days=30), last + timedelta(seconds=1))

"""The one-time code that a visitor of the local city asks for."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.staff.second_factor import DECOY_SEED, code_at
from infra.local.code import code_of
from infra.local.first_log_in import log_in, step_now

CITY: dict[str, Any] = {
    "staff": [
        {"staff_no": "900001", "password": "x", "totp_seed": DECOY_SEED},
        {"staff_no": "100001", "password": "y", "totp_seed": None},
    ]
}


class Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def test_it_is_that_of_now() -> None:
    assert code_of(CITY, "900001") in {code_at(DECOY_SEED, step_now() - back) for back in (0, 1)}


def test_who_needs_none_and_who_is_unknown_is_said() -> None:
    with pytest.raises(LookupError, match="100001 logs in without a code"):
        code_of(CITY, "100001")
    with pytest.raises(LookupError, match="nobody"):
        code_of(CITY, "123456")


def test_a_client_without_a_seed_tries_once() -> None:
    tried: list[dict[str, Any]] = []
    log_in(CITY["staff"][1], tried.append, Refused)
    assert tried == [{"staff_no": "100001", "password": "y"}]


def test_a_client_whose_code_was_used_by_another_takes_the_next_one() -> None:
    codes: list[str] = []

    def attempt(body: dict[str, Any]) -> str:
        codes.append(body["totp_code"])
        if len(codes) == 1:
            raise Refused(401)
        return "tokens"

    now = step_now()
    assert log_in(CITY["staff"][0], attempt, Refused) == "tokens"
    assert codes in [[code_at(DECOY_SEED, step), code_at(DECOY_SEED, step + 1)] for step in (now, now + 1)]


def test_a_client_that_is_locked_out_does_not_go_on() -> None:
    tried: list[dict[str, Any]] = []

    def attempt(body: dict[str, Any]) -> None:
        tried.append(body)
        raise Refused(429)

    with pytest.raises(Refused):
        log_in(CITY["staff"][0], attempt, Refused)
    assert len(tried) == 1

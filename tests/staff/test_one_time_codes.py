"""One-time codes are those of RFC 6238."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from chalicelib.staff.second_factor import code_at, new_seed, step_of, uri

SEED = base64.b32encode(b"12345678901234567890").decode()  # RFC 6238, Appendix B
NOW = datetime(2026, 11, 21, 1, 0, 5, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_published_vectors(seconds: int, digits: str) -> None:
    assert code_at(SEED, seconds // 30) == digits[-6:]


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_one_step(off: int, taken: bool) -> None:
    assert step_of(SEED, code_at(SEED, STEP + off), NOW, after=0) == (STEP + off if taken else None)


@pytest.mark.parametrize(("after", "taken"), [(STEP - 1, True), (STEP, False), (STEP + 1, False)])
def test_a_step_is_good_once_and_none_before_it_afterwards(after: int, taken: bool) -> None:
    assert (step_of(SEED, code_at(SEED, STEP), NOW, after) is not None) == taken


@pytest.mark.parametrize("code", ["", "0", "abcdef", "１２３４５６", "0" * 60])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert step_of(SEED, code, NOW, after=0) is None


def test_seeds_are_as_long_as_the_hash_and_made_up() -> None:
    assert len(base64.b32decode(new_seed())) == 20
    assert new_seed() != new_seed()


def test_the_address_is_what_authenticators_read() -> None:
    assert uri(SEED, "W0001") == (
        f"otpauth://totp/Banshi:W0001?digits=6&secret={SEED}&algorithm=SHA1&issuer=Banshi&period=30"
    )

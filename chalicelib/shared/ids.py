"""Identifiers: 26 characters, url-safe, sorted by the millisecond they were made in, not guessable."""

from __future__ import annotations

import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
_TIME_CHARACTERS = 10
_RANDOM_CHARACTERS = 16


def new_id() -> str:
    """Return a fresh id: 48 bits of time, 80 random bits."""
    return _encode(time.time_ns() // 1_000_000, _TIME_CHARACTERS) + random_code(_RANDOM_CHARACTERS)


def is_id(text: str) -> bool:
    """Whether `new_id` could have made it before the year 4000."""
    return len(text) == _TIME_CHARACTERS + _RANDOM_CHARACTERS and set(text) <= set(ALPHABET) and text < "02"


def made_at(id_: str) -> float:
    """When an id of ours was made, in seconds since 1970."""
    number = 0
    for character in id_[:_TIME_CHARACTERS]:
        number = number * 32 + ALPHABET.index(character)
    return number / 1000


def random_code(length: int) -> str:
    """Return `length` random characters of 5 bits each, fit to be read aloud and typed."""
    return _encode(secrets.randbits(5 * length), length)


def _encode(number: int, length: int) -> str:
    return "".join([ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5)])

"""Codes: item codes (GB/T 39554.1), division codes (GB/T 2260 and 12 digits).

A full item code is 31 characters: credit code of the department (18), level (1), basic code (12); 33 with a
handling item's two. Codes in use have other lengths too: what is not 31 or 33 long is taken as it is.
"""

from __future__ import annotations

import re

from chalicelib.shared.divisions import LEVEL_DIGITS, stem

ITEM_CODE = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)
DIVISION_CODE = re.compile(r"[0-9]{12}", re.ASCII)
NO_DIVISION = "0" * 12
"""Stands above the provinces."""

_CREDIT_CODE_LENGTH = 18
_IMPLEMENTATION_CODE_LENGTH = 31
_WITH_CREDIT_CODE = (_IMPLEMENTATION_CODE_LENGTH, 33)
LEVELS = {
    "1": "national",
    "2": "province",
    "3": "city",
    "4": "county",
    "5": "township",
    "6": "village",
    "7": "split",
}
"""The level digit of an item code (GB/T 39046-2020)."""


def credit_code_of(item_code: str) -> str | None:
    """The department's credit code inside an item code of full length."""
    return item_code[:_CREDIT_CODE_LENGTH] if len(item_code) in _WITH_CREDIT_CODE else None


def level_of(item_code: str) -> str | None:
    """行使层级 inside an item code of full length; None where none is known."""
    return LEVELS.get(item_code[_CREDIT_CODE_LENGTH]) if len(item_code) in _WITH_CREDIT_CODE else None


def basic_code_of(item_code: str) -> str | None:
    """The basic code (基本编码) inside an item code of full length, or the code itself if it is one of 12 digits."""
    if len(item_code) in _WITH_CREDIT_CODE:
        return item_code[_CREDIT_CODE_LENGTH + 1 : _IMPLEMENTATION_CODE_LENGTH]
    return item_code if DIVISION_CODE.fullmatch(item_code) else None


def parent_of(division_code: str) -> str:
    """The division above: by code, whether or not it exists; `NO_DIVISION` above a province."""
    shorter = [digits for digits in LEVEL_DIGITS if digits < len(stem(division_code))]
    return division_code[: shorter[-1]].ljust(12, "0") if shorter else NO_DIVISION

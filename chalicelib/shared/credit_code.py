"""统一社会信用代码 (GB 32100-2015): length, alphabet and check character decide; the rest may look unusual.

The check character comes from python-stdnum. Its `validate` is not used: it takes blanks and separators, and
refuses the prefixes with a letter, which are in use.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stdnum.cn import uscc

from chalicelib.shared.numbers import InvalidNumber, compact, require

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")  # no I, O, S, V, Z
PREFIX = re.compile(r"1[1239]|2[19]|3[1-59]|4[19]|5[1-59]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1-39]|Y1")


class Uscc(NamedTuple):
    """统一社会信用代码, 18 characters. `warnings` tell of what is unusual but occurs in real codes."""

    number: str
    warnings: tuple[str, ...] = ()


def parse_uscc(text: str) -> Uscc:
    """Read a credit code as people type it: blanks around it and lower case are taken.

    Raises InvalidNumber with the reasons of `compact`, or `wrong_length`, `letter_not_used`, `check_character_wrong`.
    """
    number = compact(text)
    _require_checked(number)
    return Uscc(number, tuple(_warnings(number)))


def is_credit_code(text: str) -> bool:
    """Whether `text` is a credit code exactly as it is written in records."""
    try:
        _require_checked(text)
    except InvalidNumber:
        return False
    return True


def _require_checked(number: str) -> None:
    require(len(number) == LENGTH, "wrong_length")
    require(ALPHABET.issuperset(number), "letter_not_used")
    require(number[17] == uscc.calc_check_digit(number), "check_character_wrong")


def _warnings(number: str) -> list[str]:
    warnings = [] if PREFIX.fullmatch(number[:2]) else ["unknown_prefix"]
    if number[16] != _organisation_check(number[8:16]):
        warnings.append("organisation_check_wrong")
    return warnings


def _organisation_check(code: str) -> str:
    """Check character of 组织机构代码 (GB 11714): eight characters of 0-9A-Z."""
    total = sum(int(c, 36) * weight for c, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0123456789X"[-total % 11]

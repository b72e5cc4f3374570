"""Certificate numbers: 公民身份号码 (GB 11643-1999) and 统一社会信用代码 (GB 32100-2015).

Check characters come from python-stdnum. Its own `validate` is not used: it looks the county up in a table
(refusing people whose county was dissolved) and takes separators.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stdnum.cn import ric, uscc

LENGTH = 18
SEQUENCE_NEVER_ISSUED = "000"

PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
PERMIT_DIVISIONS = frozenset({"810000", "820000", "830000"})  # 港澳台居民居住证: Hong Kong, Macao, Taiwan
PERMIT_PREFIXES = frozenset(code[:2] for code in PERMIT_DIVISIONS)
FOREIGN_PREFIX = "9"  # 外国人永久居留身份证 since 2023-12-01

USCC_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
USCC_PREFIX = re.compile(r"1[1239]|2[19]|3[1-59]|4[19]|5[1-59]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1-39]|Y1")

INNER_BLANK = re.compile(r"\s")
SEPARATOR = re.compile(r"[-‐‑‒–—―_./·,，、]")
ASCII_ALPHANUMERIC = re.compile(r"[0-9A-Za-z]*", re.ASCII)
RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")


class InvalidNumber(ValueError):
    """A number that was never issued. `reason` is a stable code; the text itself is never repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Certificate(StrEnum):
    RESIDENT_ID = "resident_id"  # 居民身份证
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证
    FOREIGN_PERMANENT_RESIDENT = "foreign_permanent_resident"  # 外国人永久居留身份证


class ResidentId(NamedTuple):
    """公民身份号码, 18 characters; `division` is the 6-digit code in it (for foreigners, a province)."""

    number: str
    division: str
    birth_on: date
    sex: Sex
    certificate: Certificate = Certificate.RESIDENT_ID


class Uscc(NamedTuple):
    """统一社会信用代码, 18 characters. `warnings` tell of what is unusual but occurs in real codes."""

    number: str
    warnings: tuple[str, ...] = ()


def parse_resident_id(text: str, today: date) -> ResidentId:
    """Read a resident number as people type it: blanks around it and a lower-case x are taken.

    The county need not exist (old codes stay valid); the province must. `today` is the civil date of law
    time. Raises InvalidNumber.
    """
    number = _compact(text)
    _require_shape(number)
    certificate, division = _issuer(number)
    birth_on = _birth_date(number[6:14], today)
    _require(number[14:17] != SEQUENCE_NEVER_ISSUED, "sequence_never_issued")
    _require(number[17] == ric.calc_check_digit(number), "check_character_wrong")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return ResidentId(number, division, birth_on, sex, certificate)


def parse_uscc(text: str) -> Uscc:
    """Read a credit code: length, alphabet and check character decide. Raises InvalidNumber."""
    number = _compact(text)
    _require(len(number) == LENGTH, "wrong_length")
    _require(USCC_ALPHABET.issuperset(number), "letter_not_used")
    _require(number[17] == uscc.calc_check_digit(number), "check_character_wrong")
    return Uscc(number, tuple(_uscc_warnings(number)))


def _compact(text: str) -> str:
    number = text.strip()
    _require(bool(number), "empty")
    _require(not INNER_BLANK.search(number), "inner_blank")
    _require(not SEPARATOR.search(number), "separator")
    _require(ASCII_ALPHANUMERIC.fullmatch(number) is not None, "not_half_width")
    return number.upper()


def _require_shape(number: str) -> None:
    _require(not (len(number) == 15 and number.isdigit()), "fifteen_digits")
    _require(len(number) == LENGTH, "wrong_length")
    _require(RESIDENT_ID.fullmatch(number) is not None, "not_digits")


def _issuer(number: str) -> tuple[Certificate, str]:
    if number.startswith(FOREIGN_PREFIX):
        _require(PROVINCE.fullmatch(number[1:3]) is not None, "unknown_province")
        return Certificate.FOREIGN_PERMANENT_RESIDENT, f"{number[1:3]}0000"
    if number[:2] in PERMIT_PREFIXES:
        _require(number[:6] in PERMIT_DIVISIONS, "unknown_permit_division")
        return Certificate.RESIDENCE_PERMIT, number[:6]
    _require(PROVINCE.fullmatch(number[:2]) is not None, "unknown_province")
    return Certificate.RESIDENT_ID, number[:6]


def _birth_date(digits: str, today: date) -> date:
    try:
        birth_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidNumber("birth_not_a_date") from None
    _require(birth_on <= today, "birth_in_future")
    return birth_on


def _uscc_warnings(number: str) -> list[str]:
    warnings = [] if USCC_PREFIX.fullmatch(number[:2]) else ["unknown_prefix"]
    if number[16] != _organisation_check(number[8:16]):
        warnings.append("organisation_check_wrong")
    return warnings


def _organisation_check(code: str) -> str:
    """Check character of 组织机构代码 (GB 11714): eight characters of 0-9A-Z."""
    total = sum(int(c, 36) * weight for c, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0123456789X"[-total % 11]


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise InvalidNumber(reason)

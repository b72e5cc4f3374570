"""Certificate numbers: 公民身份号码 (GB 11643-1999) and 统一社会信用代码 (GB 32100-2015).

The check character comes from python-stdnum. Its own `validate` is not used: it looks the county up in a table
(refusing people whose county was dissolved), takes separators, and fails on what it does not know.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stdnum.cn import ric

from chalicelib.shared.certificates import PERMIT_DIVISIONS, Certificate, certificate_of
from chalicelib.shared.clocks import CITY_TIME
from chalicelib.shared.credit_code import Uscc, parse_uscc
from chalicelib.shared.numbers import InvalidNumber, compact, require

__all__ = ["Certificate", "InvalidNumber", "ResidentId", "Sex", "Uscc", "parse_resident_id", "parse_uscc"]

LENGTH = 18
SEQUENCE_NEVER_ISSUED = "000"

PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class ResidentId(NamedTuple):
    """公民身份号码, 18 characters; `division` is the 6-digit code in it (for foreigners, a province)."""

    number: str
    division: str
    birth_on: date
    sex: Sex
    certificate: Certificate = Certificate.RESIDENT_ID


def parse_resident_id(text: str, today: date | None = None) -> ResidentId:
    """Read a resident number as people type it: blanks around it and a lower-case x are taken.

    The county need not exist (old codes stay valid); the province must. `today` is the civil date after which
    nobody can be born; None: that of the city's law time. Raises InvalidNumber.
    """
    number = compact(text)
    _require_shape(number)
    certificate, division = _issuer(number)
    birth_on = _birth_date(number[6:14], today or CITY_TIME.today())
    require(number[14:17] != SEQUENCE_NEVER_ISSUED, "sequence_never_issued")
    require(number[17] == ric.calc_check_digit(number), "check_character_wrong")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return ResidentId(number, division, birth_on, sex, certificate)


def _require_shape(number: str) -> None:
    require(not (len(number) == 15 and number.isdigit()), "fifteen_digits")
    require(len(number) == LENGTH, "wrong_length")
    require(RESIDENT_ID.fullmatch(number) is not None, "not_digits")


def _issuer(number: str) -> tuple[Certificate, str]:
    certificate = certificate_of(number)
    if certificate is Certificate.RESIDENCE_PERMIT:
        require(number[:6] in PERMIT_DIVISIONS, "unknown_permit_division")
        return certificate, number[:6]
    foreign = certificate is Certificate.FOREIGN_PERMANENT_RESIDENT
    province = number[1:3] if foreign else number[:2]
    require(PROVINCE.fullmatch(province) is not None, "unknown_province")
    return certificate, f"{province}0000" if foreign else number[:6]


def _birth_date(digits: str, today: date) -> date:
    try:
        birth_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidNumber("birth_not_a_date") from None
    require(birth_on <= today, "birth_in_future")
    return birth_on

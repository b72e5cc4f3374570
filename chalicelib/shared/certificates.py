"""Kinds of personal certificates, told by their 18-character numbers (GB 11643 and what follows its form)."""

from __future__ import annotations

from enum import StrEnum

PERMIT_DIVISIONS = frozenset({"810000", "820000", "830000"})  # Hong Kong, Macao, Taiwan
PERMIT_PREFIXES = frozenset(code[:2] for code in PERMIT_DIVISIONS)
FOREIGN_PREFIX = "9"  # since 2023-12-01


class Certificate(StrEnum):
    RESIDENT_ID = "resident_id"  # 居民身份证
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证
    FOREIGN_PERMANENT_RESIDENT = "foreign_permanent_resident"  # 外国人永久居留身份证


def certificate_of(number: str) -> Certificate:
    """The kind of certificate that bears a number; whether it was ever issued is not looked at."""
    if number.startswith(FOREIGN_PREFIX):
        return Certificate.FOREIGN_PERMANENT_RESIDENT
    return Certificate.RESIDENCE_PERMIT if number[:2] in PERMIT_PREFIXES else Certificate.RESIDENT_ID

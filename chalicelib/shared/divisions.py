"""Division codes (行政区划代码, 12 digits): which division lies in which."""

from __future__ import annotations

LEVEL_DIGITS = (2, 4, 6, 9, 12)
"""Significant digits of a province, city, county, township, village."""


def contains(division_code: str, other: str) -> bool:
    """Whether `other` is that division or lies in it."""
    return other.startswith(stem(division_code))


def stem(division_code: str) -> str:
    """The significant digits of a code."""
    return next((division_code[:n] for n in LEVEL_DIGITS if not division_code[n:].strip("0")), division_code)

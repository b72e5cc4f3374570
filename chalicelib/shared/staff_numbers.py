"""工号: one number whatever the letter case, so nobody gets one that reads like a colleague's."""

from __future__ import annotations


def staff_number(typed: str) -> str:
    """The number as it is kept, counted and looked up: in capitals."""
    return typed.upper()

"""What is shown of somebody to others, and to themselves on a screen that others may see."""

from __future__ import annotations


def masked_name(name: str) -> str:
    """张三丰 → 张**."""
    return name[:1] + "*" * (len(name) - 1)


def masked_number(number: str) -> str:
    """11010519491231002X → 110***********002X: neither the county nor the birth date shows."""
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"

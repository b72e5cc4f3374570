"""Numbers of certificates as people type them: what is taken, and why the rest is refused."""

from __future__ import annotations

import re

INNER_BLANK = re.compile(r"\s")
SEPARATOR = re.compile(r"[!-/:-@\[-`{-~‐-―−－﹣·•．。，、：／]")
ASCII_ALPHANUMERIC = re.compile(r"[0-9A-Za-z]*", re.ASCII)


class InvalidNumber(ValueError):
    """A number that was never issued. `reason` is a stable code; the text itself is never repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def compact(text: str) -> str:
    """The number without blanks around it, in upper case.

    Raises InvalidNumber `empty`, `inner_blank`, `separator`, or `not_half_width` (full-width, or another script).
    """
    number = text.strip()
    require(bool(number), "empty")
    require(not INNER_BLANK.search(number), "inner_blank")
    require(not SEPARATOR.search(number), "separator")
    require(ASCII_ALPHANUMERIC.fullmatch(number) is not None, "not_half_width")
    return number.upper()


def require(holds: bool, reason: str) -> None:
    """Raise InvalidNumber with `reason` unless it holds."""
    if not holds:
        raise InvalidNumber(reason)

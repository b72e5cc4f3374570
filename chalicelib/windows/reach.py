"""Whose windows somebody may see and keep, and how a window is called: its id begins with the division's code."""

from __future__ import annotations

import re

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import NotFound
from chalicelib.shared.ids import ALPHABET, random_code

_CHARACTERS = 8
_ID = re.compile(rf"[0-9]{{12}}-[{ALPHABET}]{{{_CHARACTERS}}}")


def new_window_id(division_code: str) -> str:
    """An id for a window of that division."""
    return f"{division_code}-{random_code(_CHARACTERS)}"


def division_of(window_id: str) -> str:
    """The division in a window's id. Raises NotFound for what is no id."""
    if not _ID.fullmatch(window_id):
        raise NotFound("window_not_found")
    return window_id.partition("-")[0]


def require_manager(division_code: str, by: Caller, code: str) -> None:
    """Raise `NotFound(code)` unless the caller manages the halls of that division."""
    if not by.holds_over(Role.HALL_MANAGER, division_code):
        raise NotFound(code)


def require_desk(division_code: str, by: Caller, code: str) -> None:
    """Raise `NotFound(code)` unless a post that counts covers the division."""
    if not any(post.covers(division_code) for post in by.serving):
        raise NotFound(code)
